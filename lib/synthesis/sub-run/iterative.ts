import { readOutline } from '@/lib/structure/read-outlines'
import { changeFacts } from '@/lib/synthesis/draft/change-facts'
import { stubDraft } from '@/lib/synthesis/draft/stub-draft'
import { repair, type Start } from './repair'
import type { SubRun } from './sub-run'

/**
 * Begins with the author's own attempt, or with the declarations alone where the author makes none; checks it, and makes
 * it the true file.
 */
export async function iterative(work: SubRun): Promise<void> {
  const { attempt } = work
  await repair(work, attempt ? async (thought) => attempted(work, await attempt(thought)) : () => stubbed(work))
}

async function stubbed({ source, file }: SubRun): Promise<Start> {
  const stub = await stubDraft(source)
  const { stubbed = [], leftOut = [] } = stub ?? {}
  return {
    text: stub?.text,
    origin: 'stubs',
    isWhole: false,
    next: (findings, edits) => ({ kind: 'debug', file, findings, stubbed, leftOut, edits }),
  }
}

async function attempted({ source, file }: SubRun, text: string | undefined): Promise<Start> {
  const { path, content, outline } = source
  const parsed = text === undefined ? undefined : await readOutline({ path, text })
  const { added, changed, redeclared } = changeFacts(text ?? '', content, parsed, outline)
  return {
    text,
    origin: 'attempt',
    isWhole: false,
    next: (findings, edits) => ({
      kind: 'debug',
      file,
      findings,
      stubbed: [...redeclared, ...changed],
      leftOut: added,
      edits,
    }),
  }
}
