import { posix } from 'node:path'
import type { Project } from '@/lib/structure/language'
import { remembered } from '@/lib/structure/remembered'
import { readJson } from './json'

/** Who imports, as far as it decides what is meant. */
export type Importer = { from: 'typescript' | 'javascript'; isRequire: boolean }

/** Finds the file that a path without a sure extension means, as seen from TypeScript or from JavaScript. */
export type Probe = (base: string, importer: Importer) => string | undefined

const typed = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.d.mts', '.d.cts']
const plain = ['.js', '.jsx', '.mjs', '.cjs', '.json']
const other = ['.vue', '.svelte', '.astro', '.node', '.wasm']
const extensions = { typescript: [...typed, ...plain, ...other], javascript: [...plain, ...typed, ...other] }

/** What a written JavaScript extension may stand for in TypeScript's sources. */
const sources: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.d.ts'],
  '.jsx': ['.tsx', '.d.ts'],
  '.mjs': ['.mts', '.d.mts'],
  '.cjs': ['.cts', '.d.cts'],
}

/**
 * TypeScript prefers `a.ts` over `a.js` for `./a.js` and for `./a`; JavaScript takes what is written, and falls back to
 * what would be compiled to it. Then a folder: the entry its package.json names, else its index file.
 */
export function probeOf(project: Project): Probe {
  const fileAt = (base: string, from: Importer['from']) => {
    if (from === 'javascript' && project.has(base)) return base
    const extension = posix.extname(base)
    for (const source of sources[extension] ?? []) {
      const path = base.slice(0, -extension.length) + source
      if (project.has(path)) return path
    }
    if (from === 'typescript' && project.has(base)) return base
    const added = extensions[from].find((each) => project.has(base + each))
    return added === undefined ? undefined : base + added
  }
  const probe = (base: string, from: Importer['from']) => {
    const folder = posix.join(base).replace(/\/$/, '')
    const file = base === folder && base !== '.' ? fileAt(base, from) : undefined
    if (file !== undefined) return file
    const main = mainOf(project.read(posix.join(folder, 'package.json')))
    const entry = main === undefined ? undefined : posix.join(folder, main)
    const named =
      entry && entry !== folder ? (fileAt(entry, from) ?? fileAt(posix.join(entry, 'index'), from)) : undefined
    return named ?? fileAt(posix.join(folder, 'index'), from)
  }
  // Files next to each other import the same ones.
  const seenFrom = {
    typescript: remembered((base: string) => probe(base, 'typescript')),
    javascript: remembered((base: string) => probe(base, 'javascript')),
  }
  return (base, { from }) => seenFrom[from](base)
}

function mainOf(manifest: string | undefined): string | undefined {
  const value = manifest === undefined ? undefined : readJson(manifest)
  const main = typeof value === 'object' && value !== null && 'main' in value ? value.main : undefined
  return typeof main === 'string' ? main : undefined
}
