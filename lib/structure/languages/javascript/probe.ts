import { posix } from 'node:path'
import type { Project } from '@/lib/structure/language'
import { readJson } from './json'

/** Finds the file that a path without a sure extension means, as seen from TypeScript or from JavaScript. */
export type Probe = (base: string, from: 'typescript' | 'javascript') => string | undefined

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
  const fileAt: Probe = (base, from) => {
    const extension = posix.extname(base)
    const compiled = (sources[extension] ?? []).map((source) => base.slice(0, -extension.length) + source)
    const written = from === 'typescript' ? [...compiled, base] : [base, ...compiled]
    return written.find(project.has) ?? extensions[from].map((added) => base + added).find(project.has)
  }
  return (base, from) => {
    const folder = posix.join(base).replace(/\/$/, '')
    const file = base === folder && base !== '.' ? fileAt(base, from) : undefined
    if (file !== undefined) return file
    const main = mainOf(project.read(posix.join(folder, 'package.json')))
    const entry = main === undefined ? undefined : posix.join(folder, main)
    const named =
      entry && entry !== folder ? (fileAt(entry, from) ?? fileAt(posix.join(entry, 'index'), from)) : undefined
    return named ?? fileAt(posix.join(folder, 'index'), from)
  }
}

function mainOf(manifest: string | undefined): string | undefined {
  const value = manifest === undefined ? undefined : readJson(manifest)
  const main = typeof value === 'object' && value !== null && 'main' in value ? value.main : undefined
  return typeof main === 'string' ? main : undefined
}
