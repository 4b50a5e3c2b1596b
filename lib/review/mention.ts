import type { Person } from './comment'

/** The people whom a text names as `@Name`; of two names that begin alike the longer one counts. */
export function mentionsIn(text: string, people: readonly Person[]): Person[] {
  return [...new Set(mentionParts(text, people).flatMap((part) => (part.person ? [part.person] : [])))]
}

export type MentionPart = { text: string; person?: Person }

/** The text cut into mentions and what is between them. */
export function mentionParts(text: string, people: readonly Person[]): MentionPart[] {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length)
  const parts: MentionPart[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const person = text[at] === '@' && !isWord(text[at - 1]) ? findName(text, at + 1, longestFirst) : undefined
    if (!person) {
      plain += text[at]
      at += 1
      continue
    }
    if (plain) parts.push({ text: plain })
    plain = ''
    parts.push({ text: `@${person.name}`, person })
    at += 1 + person.name.length
  }
  if (plain) parts.push({ text: plain })
  return parts
}

function findName(text: string, at: number, people: readonly Person[]): Person | undefined {
  return people.find(({ name }) => text.startsWith(name, at) && !isWord(text[at + name.length]))
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character)
}

/** The name that somebody is about to type at the caret, from the last `@`; undefined when it is none. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | undefined {
  const start = text.lastIndexOf('@', caret - 1)
  if (start === -1 || isWord(text[start - 1])) return undefined
  const query = text.slice(start + 1, caret)
  return query.length <= 40 && !/[\n@]|\s\s|^\s/.test(query) ? { start, query } : undefined
}
