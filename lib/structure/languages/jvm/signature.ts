import type { OutlineSymbol } from '@/lib/structure/outline'
import type { Node } from '@/lib/structure/tree-sitter'
import type { Declared } from '@/lib/structure/tree-sitter-language'
import { isType } from './jvm-index'

/** What is declared inside functions and the values of fields is their own affair. */
export function isClosed({ kind }: Declared): boolean {
  return ['function', 'method', 'property', 'variable', 'constant'].includes(kind)
}

/** The signature without comments and closing `;`. A value of several lines is left out. */
export function tidy(declared: Declared, value?: Node): Declared {
  const { node, start = node, signature } = declared
  const isLong = value !== undefined && value.endPosition.row > value.startPosition.row
  const shown = isLong ? signature.slice(0, value.startIndex - start.startIndex) : signature
  if (!/[/;=]/.test(shown)) return { ...declared, signature: shown }
  const plain = shown.replace(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/.*/g, (part) =>
    part.startsWith('"') ? part : ' ',
  )
  return { ...declared, signature: plain.replace(/\s*(?:=|;)?\s*$/, '') }
}

/** A member of what no other file may use cannot be used either. */
export function hideMembers(symbols: readonly OutlineSymbol[]): OutlineSymbol[] {
  const isExported = new Map<string, boolean>()
  return symbols.map((symbol) => {
    const isSeen = symbol.isExported && (symbol.parent === null || isExported.get(symbol.parent) !== false)
    if (isType(symbol)) isExported.set(symbol.name, isSeen)
    return { ...symbol, isExported: isSeen }
  })
}
