import { readOutline } from '@/lib/structure/read-outlines'
import { changeFacts } from '@/lib/synthesis/draft/change-facts'
import { repair } from './repair'
import type { SubRun } from './sub-run'

/** Begins with the version of the file before its last commit, and makes the change of that commit. */
export async function history(work: SubRun): Promise<void> {
  const { source, file } = work
  const { path, content, outline, earlier } = source
  const parsed = earlier && (await readOutline({ path, text: earlier.content }))
  await repair(work, async () => ({
    text: earlier?.content,
    origin: 'history',
    commit: earlier?.commit,
    isWhole: true,
    next: (findings) => ({
      kind: 'revise',
      file,
      findings,
      message: earlier?.message ?? '',
      change: changeFacts(earlier?.content ?? '', content, parsed, outline),
    }),
  }))
}
