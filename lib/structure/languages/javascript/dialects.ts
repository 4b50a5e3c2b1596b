import type { ParserOptions } from 'oxc-parser'

/** JavaScript may be a CommonJS script with a top-level `return`, or carry Flow's types. */
const scripts: ParserOptions[] = [{ lang: 'jsx' }, { lang: 'jsx', sourceType: 'commonjs' }, { lang: 'tsx' }]

const dialects: ReadonlyArray<readonly [RegExp, ParserOptions[]]> = [
  [/\.d\.(?:[^./]+\.)?[cm]?ts$/i, [{ lang: 'dts' }, { lang: 'ts' }]],
  [/\.[cm]?ts$/i, [{ lang: 'ts' }]],
  [/\.[cm]?tsx$/i, [{ lang: 'tsx' }]],
]

/** As what to read a file of that path: what to try, in turn. */
export function dialectsOf(path: string): ParserOptions[] {
  return dialects.find(([pattern]) => pattern.test(path))?.[1] ?? scripts
}
