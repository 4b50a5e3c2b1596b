import { renderDiagnostics } from '@/lib/structure/diagnostic'
import type { ToolUse } from '@/lib/synthesis/author'
import type { SubRun } from './sub-run'
import { writeParts } from './write-parts'

const mostTurns = 12

/**
 * Does what the model decides, call by call: what it reads and lists is what is written by then, what it writes is
 * replaced by the truth, and a check says what is really found. It ends when the model is finished, or has had its turns;
 * a file that is not written by then is written as in `direct` work.
 */
export async function free(work: SubRun): Promise<void> {
  const { file, source, readings, think, ponder, conversation, read, list, write, check } = work
  let isWritten = false

  async function use(call: ToolUse): Promise<string> {
    switch (call.tool) {
      case 'read':
        return read(call.path)
      case 'list':
        return list(call.path)
      case 'write':
        if (!isWritten) write(source.content)
        isWritten = true
        return 'The file is written.\n'
      case 'check':
        return isWritten ? renderDiagnostics(file.path, await check()) : 'The file is not written yet.\n'
      case 'none':
        return call.problem
      case 'finish':
        return isWritten ? '' : 'The file is not written yet.\n'
    }
  }

  let answers: string[] = []
  for (let turn = 0; conversation && turn < mostTurns; turn++) {
    const next = await conversation.next(answers)
    if ('why' in next) break
    const { thought, calls } = next.turn
    const isWriting = !isWritten && calls.some(({ tool }) => tool === 'write')
    const isKept = calls.some(({ tool }) => tool !== 'none' && tool !== 'finish') && ponder(thought)
    if (isWriting && !isKept) await think({ kind: 'write', file, readings })
    answers = []
    for (const call of calls) answers.push(await use(call))
    if (calls.length === 0 || (isWritten && calls.some(({ tool }) => tool === 'finish'))) break
  }
  if (isWritten) return
  await think({ kind: 'write', file, readings })
  await writeParts(work)
}
