import { createContext, Script } from 'node:vm'
import { AppError } from '@/lib/errors'
import type { Matches } from './find'

export type Found = { matches: Matches; count: number }
export type Matcher = (text: string, deadlineMs: number) => Found

const script = new Script(`((pattern, text, most) => {
  const found = []
  let count = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '') { pattern.lastIndex += text.codePointAt(pattern.lastIndex) > 0xffff ? 2 : 1; continue }
    count += 1
    if (found.length < most) found.push([match.index, match[0].length])
  }
  return { matches: found, count }
})(pattern, text, most)`)

/**
 * Finds all matches of a pattern in texts, of which the first `most` of each are told. An expression that goes back and
 * forth without end is stopped at the deadline and refused: V8 ends code of a context that runs into its limit, which no
 * code of ours could.
 */
export function openMatcher(pattern: RegExp, most: number): Matcher {
  const context: Record<string, unknown> = createContext({ pattern, text: '', most })
  return (text, deadlineMs) => {
    context.text = text
    try {
      // What the script above gives.
      return script.runInContext(context, { timeout: Math.ceil(deadlineMs) }) as Found
    } catch (cause) {
      if (typeof cause !== 'object' || !cause || !('code' in cause) || cause.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT')
        throw cause
      throw new AppError('invalid', 'The expression takes too long on this trajectory: make it more exact.', { cause })
    }
  }
}
