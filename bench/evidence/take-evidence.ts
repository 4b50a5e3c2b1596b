import { availableParallelism } from 'node:os'
import { withDatabase } from '@/bench/setup/database'
import { createEmbeddedScorer } from '@/lib/likelihood/embedded-scorer'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { embeddedAuthor } from '@/lib/synthesis/embedded-author'
import type { RepositoryEvidence } from './evidence'
import { measureCost } from './measure-cost'
import { measureRepository, type Source } from './measure-repository'
import type { Evidence } from './page'
import { openPanel } from './panel'

/** Measures all the repositories, in a database of its own. */
export async function takeEvidence(sources: readonly Source[]): Promise<Evidence> {
  const outlines = createOutlinePool()
  const concurrency = availableParallelism()
  const scorer = createEmbeddedScorer({ threads: concurrency })
  const panels = Array.from({ length: concurrency }, () => openPanel(scorer))
  const tools = { scorer, panels, readOutlines: outlines.read, concurrency }
  try {
    return await withDatabase(async () => {
      const repositories: RepositoryEvidence[] = []
      for (const source of sources) {
        const start = performance.now()
        repositories.push(await measureRepository(source, tools))
        console.log(`${source.name}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
      }
      const cost = await measureCost(largest(sources, repositories), outlines.read)
      return { repositories, cost, scorer: scorer.fingerprint, author: embeddedAuthor.fingerprint }
    })
  } finally {
    await scorer.close()
    await outlines.close()
  }
}

/** Where the most was scored: what is timed should take a while. */
function largest(sources: readonly Source[], measured: readonly RepositoryEvidence[]): Source {
  const [most] = measured.toSorted((a, b) => b.scoringCalls - a.scoringCalls)
  const found = sources.find(({ name }) => name === most?.name)
  if (!found) throw new Error('There is nothing to measure.')
  return found
}
