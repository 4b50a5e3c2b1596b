import type { StubIdiom } from './stub-idioms'

const whole = { slashes: /^\s*(?:\/\/|\/\*.*\*\/\s*$)/, hashes: /^\s*#(?![!\w-]*coding)/ }

/**
 * The lines, from 0, that hold nothing but comment, below the comment that opens the file. Read line by line: what looks
 * like a comment inside of a text literal counts too.
 */
export function commentLines(lines: readonly string[], style: StubIdiom['comments']): Set<number> {
  const found = new Set<number>()
  let isInside = false
  let isHead = true
  lines.forEach((line, index) => {
    const begins = style === 'slashes' && /^\s*\/\*/.test(line) && !line.includes('*/')
    const isComment = isInside || begins || whole[style].test(line)
    if (isComment && !isHead) found.add(index)
    if (isInside ? line.includes('*/') : begins) isInside = !isInside
    if (!isComment && line.trim() !== '' && !/^\s*(?:<\?php|#!|['"]use )/.test(line)) isHead = false
  })
  return found
}
