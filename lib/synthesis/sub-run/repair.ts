import type { Diagnostic } from '@/lib/structure/diagnostic'
import type { Moment } from '@/lib/synthesis/author'
import { cutEdits } from '@/lib/synthesis/draft/cut-edits'
import { leastSimilarity, similarityOf } from '@/lib/synthesis/draft/similarity'
import type { Draft } from '@/lib/trajectory/trajectory'
import type { SubRun } from './sub-run'
import { writeParts } from './write-parts'

export type Start = {
  /** Undefined where there is no draft to be had. */
  text: string | undefined
  origin: Draft['origin']
  commit?: string
  /** Whether the way to the final version is one edit, not several. */
  isWhole: boolean
  /** What to think about once the draft has been checked. */
  next(findings: Diagnostic[], edits: number): Moment
}

/**
 * Thinks, writes a draft, checks it, thinks about what was found and what it still lacks, and edits it until it is the
 * final version, which is checked again. A draft that is not there, needs nothing, or has too little to build on is noted
 * at the write, which then is the final one. `begin` is given what was thought.
 */
export async function repair(work: SubRun, begin: (thought: string) => Promise<Start>): Promise<void> {
  const { source, file, readings, think, write, edit, check } = work
  const final = source.content
  const { text, origin, commit, isWhole, next } = await begin(await think({ kind: 'write', file, readings }))
  const similarity = text === undefined ? null : similarityOf(text, final)
  const note = { origin, similarity, ...(commit === undefined ? {} : { commit }) }
  const isUseful = text !== undefined && text !== final && (similarity ?? 0) >= leastSimilarity
  if (!isUseful) {
    const outcome = text === undefined ? 'none' : text === final ? 'same' : 'beyond-repair'
    await writeParts(work, { ...note, outcome })
    return
  }
  write(text, { ...note, outcome: 'used' })
  const findings = await check()
  const contents = isWhole ? [final] : cutEdits(text, final, source.outline)
  await think(next(findings, contents.length))
  for (const content of contents) edit(content)
  await check()
}
