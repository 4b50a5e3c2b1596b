import type { Outline } from '@/lib/structure/outline'
import type { Match } from '@/lib/structure/tree-sitter'
import { namesUsed } from './names-used'
import { aliasOf } from './using'

/** References are the types that the text may use, in full where an alias stands for them, and members it calls. */
export function withReferences(outline: Outline, text: string, matches: readonly Match[]): Outline {
  const aliases = aliasesIn(matches)
  const names = [...namesUsed(text)]
  if (aliases.size === 0) return { ...outline, references: names.sort() }
  const references = names.flatMap((name) => {
    const [first = '', ...rest] = name.split('.')
    const target = aliases.get(first)
    if (target === undefined) return name
    return rest.length > 0 ? [target, ...rest].join('.') : []
  })
  return { ...outline, references: [...new Set(references)].sort() }
}

function aliasesIn(matches: readonly Match[]): Map<string, string> {
  const aliases = new Map<string, string>()
  for (const { import: directive } of matches) {
    const found = directive && aliasOf(directive.text)
    if (found) aliases.set(found.alias, found.target)
  }
  return aliases
}
