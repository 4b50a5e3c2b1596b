import { dataErrors, isData } from './data-errors'
import { type Diagnostic, inOrder } from './diagnostic'
import { isOffered } from './is-offered'
import type { Resolved, Resolver } from './language'
import type { Import, Outline, OutlineSymbol } from './outline'

/** A file, and what is known around it at the moment when it is looked at. */
export type Examined = {
  path: string
  text: string
  /** What a parser finds in the text; undefined where no parser reads it. */
  outline: Outline | undefined
  /** The outline that was promised for the path; null where none was. */
  promised: Outline | null
  /** Leads imports through the paths that are there or planned. */
  resolver: Resolver | undefined
  /** The other files that are written by now. */
  textOf(path: string): string | undefined
  outlineOf(path: string): Outline | undefined
}

/**
 * What a compiler and a reviewer with the plan in hand would say about a file: text that does not parse, imports that
 * lead nowhere or to what is not written yet, names that the imported file does not have, and what was promised of the
 * file itself and is absent or different. A pure function; its findings are in the order of the lines.
 */
export function diagnose(examined: Examined): Diagnostic[] {
  const { path, text, outline, promised } = examined
  if (isData(path)) return inOrder(dataErrors(path, text, outline))
  if (!outline) return []
  const isReadable = outline.parseErrors.length === 0
  return inOrder([
    ...syntaxErrors(outline, promised),
    ...outline.imports.flatMap((imported) => importErrors(examined, imported)),
    // What is missing from a text that does not parse may only not have been found.
    ...(promised && isReadable ? promiseErrors(outline, promised) : []),
  ])
}

/** Where the parser cannot read the promised file either, the gap is its own and says nothing about the text. */
function syntaxErrors(outline: Outline, promised: Outline | null): Diagnostic[] {
  if (promised && promised.parseErrors.length > 0) return []
  return outline.parseErrors.map(({ startLine, message }) => ({
    line: startLine,
    severity: 'error',
    code: 'syntax',
    message,
  }))
}

/** Pictures, fonts and the like are no part of the tree of texts. */
const isAsset = /\.(?:svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|wasm|pdf)$/i

function importErrors(examined: Examined, imported: Import): Diagnostic[] {
  const { line, specifier } = imported
  if (isAsset.test(specifier)) return []
  const resolved = examined.resolver?.resolve(examined.path, imported) ?? []
  const files = resolved.filter((found) => found.kind === 'file' && found.path !== examined.path) as FileResolved[]
  if (resolved.some(({ kind }) => kind === 'unresolved'))
    return [{ line, severity: 'error', code: 'unresolved-import', message: `Cannot find ${specifier}` }]
  const [first] = files
  if (first && files.every(({ path }) => examined.textOf(path) === undefined)) {
    const message = `${specifier} leads to ${first.path}, which is planned but not written yet`
    return [{ line, severity: 'warning', code: 'unresolved-import', message }]
  }
  // What a CommonJS module gives shows only when it runs.
  if (imported.kind === 'require') return []
  return files.flatMap((found) => missingNames(examined, imported, found))
}

type FileResolved = Extract<Resolved, { kind: 'file' }>

function missingNames(examined: Examined, { line }: Import, { path, names }: FileResolved): Diagnostic[] {
  const [text, outline] = [examined.textOf(path), examined.outlineOf(path)]
  if (text === undefined || !outline) return []
  return names
    .filter((name) => !isOffered(name, { path, text, outline }))
    .map((name) => ({
      line,
      severity: 'error',
      code: 'missing-name',
      message: name === 'default' ? `${path} has no default export` : `${path} does not export ${name}`,
    }))
}

const promisedKinds = new Set<OutlineSymbol['kind']>([
  'class',
  'struct',
  'interface',
  'trait',
  'type',
  'enum',
  'function',
  'method',
  'variable',
  'constant',
  'macro',
  'namespace',
])

/** What others may count on: what is exported, and the methods of it. */
function promiseErrors(outline: Outline, promised: Outline): Diagnostic[] {
  const found = Map.groupBy(outline.symbols, nameOf)
  const wanted = Map.groupBy(promised.symbols.filter(isPromised), nameOf)
  const diagnostics = [...wanted].flatMap(([name, symbols]): Diagnostic[] => {
    const own = found.get(name)
    if (!own) return [absent(name)]
    if (!own.some((symbol) => symbol.isExported)) return [hidden(name, own[0]?.startLine ?? 1)]
    const [one, other] = [symbols[0], own[0]]
    const isPlain = symbols.length === 1 && own.length === 1
    if (!isPlain || !one || !other || !isCallable(one) || folded(one) === folded(other)) return []
    const message = `${name} is declared as \`${other.signature}\`, planned as \`${one.signature}\``
    return [{ line: other.startLine, severity: 'error', code: 'mismatched-signature', message }]
  })
  const exported = new Set(outline.exports.map(({ name }) => name))
  const passedOn = promised.exports.filter(({ name }) => !exported.has(name) && !wanted.has(name) && name !== '*')
  return [...diagnostics, ...passedOn.map(({ name }) => absent(name === 'default' ? 'the default export' : name))]
}

function isPromised({ kind, isExported, parent }: OutlineSymbol): boolean {
  return isExported && promisedKinds.has(kind) && (parent === null || kind === 'method')
}

function isCallable({ kind }: OutlineSymbol): boolean {
  return kind === 'function' || kind === 'method'
}

function nameOf({ name, parent }: OutlineSymbol): string {
  return parent === null ? name : `${parent}.${name}`
}

function folded({ signature }: OutlineSymbol): string {
  return signature.replace(/\s+/g, '')
}

function hidden(name: string, line: number): Diagnostic {
  return {
    line,
    severity: 'error',
    code: 'missing-export',
    message: `Missing: ${name} is declared, but not for others`,
  }
}

function absent(name: string): Diagnostic {
  return { line: 1, severity: 'error', code: 'missing-export', message: `Missing: ${name} is planned for this file` }
}
