import type { Outline, OutlineSymbol } from '@/lib/structure/outline'
import { arityOf } from './names-used'
import { withArity } from './types'
import { lastPart } from './using'

type Found = { path: string; outline: Outline }

/**
 * The fields, properties and events that the types of a file have from those they extend: `Name.` means such a member
 * before a type of its name. Where both have one name, `Level Level`, it may mean either, and the member is left out.
 */
export function inheritedMembers(
  from: string,
  outline: Outline,
  findBase: (from: string, name: string) => Found | undefined,
): Set<string> {
  const members = new Set<string>()
  const seen = new Set<OutlineSymbol>()
  for (const symbol of outline.symbols) if (isClass(symbol)) follow(symbol, from)
  return members

  function follow(symbol: OutlineSymbol, path: string): void {
    if (seen.has(symbol)) return
    seen.add(symbol)
    for (const name of basesOf(symbol)) {
      const found = findBase(path, name)
      const base = found?.outline.symbols.find((each) => isClass(each) && withArity(each) === lastPart(name))
      if (!found || !base) continue
      for (const each of found.outline.symbols)
        if (/^(?:property|constant)$/.test(each.kind) && each.parent === base.name && !isNamedAsItsType(each))
          members.add(each.name)
      follow(base, found.path)
    }
  }
}

function isClass({ kind }: OutlineSymbol): boolean {
  return kind === 'class'
}

function isNamedAsItsType({ name, signature }: OutlineSymbol): boolean {
  return new RegExp(`(?<!\\w)${name}\\??\\s+${name}(?!\\w)`).test(signature)
}

/** What a declaration names behind its colon, with arities: `class A<T>(int n) : Base<T>(n), I where T : new()`. */
function basesOf({ signature }: OutlineSymbol): string[] {
  const head = signature.replace(/\bwhere\s+\w+\s*:.*$/, '')
  let depth = 0
  let clause: number | undefined
  const starts: number[] = []
  for (const [at, character] of [...head].entries()) {
    if ('<[('.includes(character)) depth++
    else if ('>])'.includes(character)) depth--
    else if (depth === 0 && (character === ':' || (character === ',' && clause !== undefined))) {
      clause ??= at
      starts.push(at + 1)
    }
  }
  return starts.flatMap((start) => {
    const found = /^\s*([\w.]+)(<?)/.exec(head.slice(start))
    if (!found?.[1]) return []
    return found[2] ? `${found[1]}\`${arityOf(head.slice(start + found[0].length - 1))}` : found[1]
  })
}
