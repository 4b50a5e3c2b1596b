import { storable } from '@/lib/structure/excerpt'
import type { Import } from '@/lib/structure/outline'

const directive = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif|include|include_next|import)\b(.*)/gm

/**
 * Every `#include "path"` and `#include <path>` of a text, its quotes or brackets kept as part of the specifier, whatever
 * the conditions around it, save `#if 0`. One whose path is a macro names no file and is left out. `code` is that of the text.
 */
export function includesOf(text: string, code: string): Import[] {
  const found: Import[] = []
  const conditions: boolean[] = []
  let line = 1
  let at = 0
  for (const match of code.matchAll(directive)) {
    const [whole, word = '', rest = ''] = match
    if (word.startsWith('if')) conditions.push(!/^\s*0\s*$/.test(rest) || word !== 'if')
    else if (word.startsWith('el')) conditions.push(conditions.pop() !== undefined)
    else if (word === 'endif') conditions.pop()
    else if (conditions.every(Boolean)) {
      const written = text.slice(match.index, match.index + whole.length)
      const specifier = /^[^"<]*?("[^"]+"|<[^>]+>)/.exec(written)?.[1]
      line += linesIn(code, at, match.index)
      at = match.index
      if (specifier) found.push({ specifier: storable(specifier), kind: 'include', line, names: [] })
    }
  }
  return found
}

function linesIn(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
