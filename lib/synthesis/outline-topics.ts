import type { Outline, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import type { Topic } from './glance'

/** The nouns of what data and prose are made of, in the order in which they are told. */
const nouns: [SymbolKind, string][] = [
  ['heading', 'section'],
  ['table', 'table'],
  ['key', 'key'],
  ['rule', 'rule'],
  ['variable', 'custom property'],
  ['element', 'element'],
]

const dataKinds = new Set<SymbolKind>(['key', 'table', 'rule', 'element', 'heading'])
const most = 40
const mostGroups = 14

/** Whether an outline is of data or prose: its symbols are parts of a text, not names that others use. */
export function isOfData(outline: Outline): boolean {
  return outline.symbols.some((symbol) => dataKinds.has(symbol.kind) && symbol.parent === null)
}

/** Sections, keys, tables with their columns and rules, as the outline has them. */
export function outlineTopics(outline: Outline): Topic[] {
  const { symbols } = outline
  const parents = new Map(symbols.map((symbol) => [symbol.name, symbol]))
  const isTold = (symbol: OutlineSymbol) =>
    symbol.parent === null || symbol.kind === 'heading' || symbol.kind === 'variable'
  const told = nouns.map(([kind, noun]) => ({
    noun,
    names: unique(symbols.filter((symbol) => symbol.kind === kind && isTold(symbol))),
  }))
  const groups = Map.groupBy(
    symbols.filter((symbol) => symbol.parent !== null && (symbol.kind === 'key' || symbol.kind === 'property')),
    (symbol) => symbol.parent,
  )
  const nested = Array.from(groups, ([parent, inside]) => ({
    noun: `entry under \`${parent}\``,
    names: unique(inside),
    depth: parents.get(parent ?? '')?.parent ? 1 : 0,
  }))
    .sort((a, b) => a.depth - b.depth)
    .slice(0, mostGroups)
  return [...told, ...nested].filter(({ names }) => names.length > 0).map(({ noun, names }) => ({ noun, names }))
}

function unique(symbols: OutlineSymbol[]): string[] {
  return [...new Set(symbols.map(({ name }) => name.replaceAll('`', '')).filter((name) => name.length <= 80))].slice(
    0,
    most,
  )
}
