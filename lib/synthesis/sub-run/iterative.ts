import { stubDraft } from '@/lib/synthesis/draft/stub-draft'
import { repair } from './repair'
import type { SubRun } from './sub-run'

/** Begins with the declarations alone, checks them, and fills in what is behind them. */
export async function iterative(work: SubRun): Promise<void> {
  const { source, file } = work
  const stub = await stubDraft(source)
  const { stubbed = [], leftOut = [] } = stub ?? {}
  await repair(work, {
    text: stub?.text,
    origin: 'stubs',
    isWhole: false,
    next: (findings, edits) => ({ kind: 'debug', file, findings, stubbed, leftOut, edits }),
  })
}
