import type { Import } from '@/lib/structure/outline'

/** A module, and of one of its declarations (`import struct A.B`) the name; `@_exported` passes it on. */
export function readImport(statement: string): Omit<Import, 'line'>[] {
  const found = /\bimport\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?([\w.]+)/.exec(statement)
  if (!found?.[1]) return []
  const [module = '', ...rest] = found[1].split('.')
  const isOne = /\bimport\s+[a-z]+\s+\w+\./.test(statement)
  const kind = statement.includes('@_exported') ? 're-export' : 'import'
  return [{ specifier: isOne ? module : found[1], kind, names: isOne ? rest.slice(-1) : ['*'] }]
}
