import { z } from 'zod'

/** What is looked for: words as they are or, when a regular expression, JavaScript's with the flag `u`. */
export const FindRequest = z.object({
  words: z.string().min(1).max(1000),
  isRegex: z.boolean(),
  isCaseSensitive: z.boolean(),
})

/** A place where something was found. */
export const Hit = z.object({
  position: z.int(),
  /** The text of the step, or its content. */
  place: z.enum(['text', 'content']),
  /** UTF-16 units of the text or the content: where it begins, and how many. */
  offset: z.int(),
  length: z.int(),
  /** 1-based line in the whole content or text, and how many UTF-16 units of it are before. */
  line: z.int(),
  column: z.int(),
  /** The line around it, cut to what can be read, and where in it the found words are. */
  context: z.string(),
  from: z.int(),
  to: z.int(),
})

/** As it goes: what was found since it was told last, and how far it is, in bytes. */
export const FindProgress = z.object({ hits: z.array(Hit), searchedBytes: z.number(), totalBytes: z.number() })

/** How much was found in all; `listed` of the hits were told. */
export const FindResult = z.object({ hits: z.int(), listed: z.int(), steps: z.int() })

export type FindRequest = z.infer<typeof FindRequest>
export type Hit = z.infer<typeof Hit>
export type FindProgress = z.infer<typeof FindProgress>
export type FindResult = z.infer<typeof FindResult>

/** Where a pattern matches: throws `invalid` patterns as SyntaxError, as RegExp does. */
export function patternOf({ words, isRegex, isCaseSensitive }: FindRequest): RegExp {
  const source = isRegex ? words : words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(source, isCaseSensitive ? 'gmu' : 'gimu')
}

/** Ends of matches in a text, as `[offset, length]`; empty matches are none. */
export type Matches = [offset: number, length: number][]

const contextBefore = 60
const contextAfter = 140

/** The hits as they are told; the matches in rising order. */
export function hitsOf(text: string, matches: Matches, step: { position: number; place: Hit['place'] }): Hit[] {
  let [line, counted] = [1, 0]
  return matches.map(([offset, length]) => {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
      line += 1
      counted = at + 1
    }
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1
    const lineEnd = text.indexOf('\n', offset + length)
    const start = Math.max(lineStart, offset - contextBefore)
    const end = Math.min(lineEnd === -1 ? text.length : lineEnd, offset + Math.min(length, contextAfter) + contextAfter)
    const context = text.slice(start, end)
    const from = offset - start
    return {
      ...step,
      offset,
      length,
      line,
      column: offset - lineStart,
      context,
      from,
      to: Math.min(context.length, from + length),
    }
  })
}
