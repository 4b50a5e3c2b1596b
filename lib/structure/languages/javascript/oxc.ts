import { createRequire } from 'node:module'

type Oxc = typeof import('oxc-parser')

let loaded: Oxc | undefined

/** The parser, loaded when a file first needs it: most imports are read without. */
export function oxc(): Oxc {
  loaded ??= createRequire(import.meta.url)('oxc-parser') as Oxc // The declared result of require is any.
  return loaded
}
