import { z } from 'zod'
import { symbolKinds } from './symbol-kinds'

export const SymbolKind = z.enum(symbolKinds)

/** A named piece of a file. Lines are 1-based and inclusive; they begin at the declaration, below its decorators. */
export const OutlineSymbol = z.object({
  name: z.string(),
  kind: SymbolKind,
  /** The declaration without its body, white space folded to single blanks; at most 400 characters. */
  signature: z.string(),
  /** The first paragraph of its doc comment, without comment marks; at most 400 characters. */
  doc: z.string().nullable(),
  /** The name of the symbol that contains it. */
  parent: z.string().nullable(),
  startLine: z.int(),
  endLine: z.int(),
  isExported: z.boolean(),
})

/**
 * How one file uses another. `include` takes in its text; `package` is a use without an import that names it: a
 * neighbour in the same package or namespace.
 */
export const DependencyKind = z.enum([
  'import',
  'type-import',
  're-export',
  'dynamic-import',
  'require',
  'include',
  'package',
])

/** One import as written in the source, not yet resolved. What only types need, re-exports too, is a type-import. */
export const Import = z.object({
  specifier: z.string(),
  kind: DependencyKind,
  line: z.int(),
  /** The names taken from it; `*` for a whole namespace, `default` for the default export, empty for side effects. */
  names: z.array(z.string()),
})

/**
 * A name that the file gives to others by an export statement or list. `from` is what it passes on, if it does; `local` is
 * the name of the file's own symbol where that is another one.
 */
export const Export = z.object({
  name: z.string(),
  line: z.int(),
  from: z.string().nullable(),
  local: z.string().optional(),
})

export const ParseError = z.object({ startLine: z.int(), endLine: z.int(), message: z.string() })

/** What a parser finds in one file. A file that does not parse has its gaps in `parseErrors` and what could be read. */
export const Outline = z.object({
  /** The comment or docstring that opens the file: its first paragraph; at most 400 characters. */
  doc: z.string().nullable(),
  symbols: z.array(OutlineSymbol),
  imports: z.array(Import),
  /** What export statements name, `default` and `*` included; languages without them say it by `isExported`. */
  exports: z.array(Export),
  /** The package or namespace that the file says it belongs to, in languages where it decides what is visible. */
  package: z.string().nullable(),
  /** Names that the file uses and does not declare, where files see each other without imports; sorted, no repeats. */
  references: z.array(z.string()),
  parseErrors: z.array(ParseError),
})

export type SymbolKind = z.infer<typeof SymbolKind>
export type OutlineSymbol = z.infer<typeof OutlineSymbol>
export type DependencyKind = z.infer<typeof DependencyKind>
export type Import = z.infer<typeof Import>
export type Export = z.infer<typeof Export>
export type ParseError = z.infer<typeof ParseError>
export type Outline = z.infer<typeof Outline>
