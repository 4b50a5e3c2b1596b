import { posix } from 'node:path'
import { firstParagraph } from '@/lib/structure/doc-comment'
import { storable } from '@/lib/structure/excerpt'
import type { Language } from '@/lib/structure/language'
import { type LineAt, lineIndex } from '@/lib/structure/line-index'
import type { Import, Outline, OutlineSymbol } from '@/lib/structure/outline'
import { outlineWith } from '@/lib/structure/outline-with'
import { type Match, readTree } from '@/lib/structure/tree-sitter'
import {
  type Block,
  blank,
  blockOf,
  blocksQuery,
  type Flavour,
  frontmatterOf,
  onlyBlocks,
  sourceOf,
} from './components/blocks'
import { importsOfText } from './javascript/imports'
import { outlineOfText } from './javascript/outline'

/** The code of a component, as if it were alone in its file, and the files that its blocks are taken from. */
type Component = {
  name: string
  path: string
  code: string
  lines: number
  blocks: Block[]
  sources: Import[]
  doc: string | null
}

/**
 * Single-file components of Vue, Svelte and Astro: HTML finds their scripts, which oxc reads. A component is a class
 * named after its file, which the file exports as its default. Code within its markup is not read.
 */
export const components: Language = {
  name: 'components',
  version: 3,
  handles: (path) => flavourOf(path) !== undefined,
  // A component is named after its file.
  dialect: (path) => storable(posix.basename(path)),
  outline: (path, text) => readComponent(path, text, outlineOf),
  imports: async (path, text) => {
    const { imports } = await readComponent(path, text, (component) => outlineWith({ imports: importsOf(component) }))
    return imports
  },
  resolver: async (project) => (await import('./javascript/resolver')).javascriptResolver(project),
}

function flavourOf(path: string): Flavour | undefined {
  const extension = posix.extname(path).toLowerCase()
  return (['vue', 'svelte', 'astro'] as const).find((flavour) => extension === `.${flavour}`)
}

function readComponent(path: string, text: string, read: (component: Component) => Outline): Promise<Outline> {
  const flavour = flavourOf(path) ?? 'vue'
  const frontmatter = flavour === 'astro' ? frontmatterOf(text) : undefined
  const markup = frontmatter ? blank(text.slice(0, frontmatter.end + 3)) + text.slice(frontmatter.end + 3) : text
  return readTree({ wasm: 'tree-sitter-html/tree-sitter-html.wasm', query: blocksQuery }, markup, (_root, matches) => {
    const scripts = matches.flatMap(({ script }) => (script ? (blockOf(script, flavour) ?? []) : []))
    const blocks = frontmatter ? [frontmatter, ...scripts] : scripts
    const sources = matches.flatMap((match) => sourceOf(match) ?? [])
    return read({
      name: storable(posix.basename(path).replace(/\.[^.]*$/, '')),
      path: `${path}.${langOf(blocks)}`,
      code: onlyBlocks(text, blocks),
      lines: text.trimEnd().split('\n').length,
      blocks,
      sources: sources.map(({ specifier, line }) => ({
        specifier: storable(specifier),
        kind: 'import',
        line,
        names: [],
      })),
      doc: documentationOf(matches),
    })
  })
}

/** All its blocks are read as one, in the language that takes them all. */
function langOf(blocks: readonly Block[]): Block['lang'] {
  return (['tsx', 'ts'] as const).find((lang) => blocks.some((block) => block.lang === lang)) ?? 'js'
}

/** Svelte's `<!-- @component … -->`. */
function documentationOf(matches: readonly Match[]): string | null {
  const texts = matches.flatMap(
    ({ comment }) => /^<!--\s*@component\b([\s\S]*?)-->$/.exec(comment?.text ?? '')?.[1] ?? [],
  )
  return firstParagraph((texts[0] ?? '').split('\n').map((line) => line.trim()))
}

function importsOf({ path, code, sources }: Component): Import[] {
  return inOrder([...importsOfText(path, code), ...sources])
}

function outlineOf(component: Component): Outline {
  const { name, path, code, blocks, sources } = component
  const outline = outlineOfText(path, code)
  const lineAt = lineIndex(code)
  const doc = component.doc ?? outline.doc
  const self: OutlineSymbol = {
    name,
    kind: 'class',
    signature: `component ${name}`,
    doc,
    parent: null,
    startLine: 1,
    endLine: component.lines,
    isExported: true,
  }
  const inner = blocks.filter((block) => block.isInner)
  const symbols = outline.symbols.filter((symbol) => symbol.name !== 'default' || symbol.parent !== null)
  const properties = blocks.filter((block) => block.isInstance)
  const others = outline.exports.filter((each) => each.name !== 'default' && !isIn(properties, each.line, lineAt))
  return {
    ...outline,
    doc,
    symbols: [
      self,
      ...symbols.map((symbol) =>
        symbol.parent === null && isIn(inner, symbol.startLine, lineAt) ? { ...symbol, parent: name } : symbol,
      ),
    ],
    imports: inOrder([...outline.imports, ...sources]),
    exports: [{ name: 'default', line: 1, from: null, local: name }, ...others],
    // A component's script may return early.
    parseErrors: outline.parseErrors.filter(({ message }) => !/\breturn\b.*function/i.test(message)),
  }
}

function isIn(blocks: readonly Block[], line: number, lineAt: LineAt): boolean {
  return blocks.some(({ start, end }) => lineAt(start) <= line && line <= lineAt(end))
}

function inOrder(imports: readonly Import[]): Import[] {
  return imports.toSorted((a, b) => a.line - b.line)
}
