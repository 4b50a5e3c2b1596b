import type { ParserOptions } from 'oxc-parser'

/** JavaScript may be a CommonJS script with a top-level `return`, or carry Flow's types. */
const scripts: ParserOptions[] = [{ lang: 'jsx' }, { lang: 'jsx', sourceType: 'commonjs' }, { lang: 'tsx' }]

type Dialect = { name: string; options: ParserOptions[] }

const dialects: ReadonlyArray<Dialect & { pattern: RegExp }> = [
  { name: 'dts', pattern: /\.d\.(?:[^./]+\.)?[cm]?ts$/i, options: [{ lang: 'dts' }, { lang: 'ts' }] },
  { name: 'ts', pattern: /\.[cm]?ts$/i, options: [{ lang: 'ts' }] },
  { name: 'tsx', pattern: /\.[cm]?tsx$/i, options: [{ lang: 'tsx' }] },
]

/** As what to read a file of that path; `options` are to be tried in turn. */
export function dialectOf(path: string): Dialect {
  return dialects.find(({ pattern }) => pattern.test(path)) ?? { name: 'js', options: scripts }
}
