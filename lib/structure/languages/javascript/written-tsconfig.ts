import { readJson } from './json'
import { recordOf, textOf, textsOf } from './json-values'

/** What resolution reads of one tsconfig.json, as it is written; anything malformed counts as absent. */
export type WrittenTsConfig = {
  extends: string[]
  files: string[] | undefined
  include: string[] | undefined
  exclude: string[] | undefined
  /** The paths of the projects that it refers to. */
  references: string[]
  compilerOptions: {
    baseUrl: string | undefined
    paths: Record<string, string[]> | undefined
    rootDirs: string[] | undefined
    outDir: string | undefined
    declarationDir: string | undefined
    rootDir: string | undefined
  }
}

/** Undefined for what is no object. */
export function readTsConfig(text: string): WrittenTsConfig | undefined {
  const written = recordOf(readJson(text))
  if (!written) return undefined
  const options = recordOf(written.compilerOptions) ?? {}
  const paths = recordOf(options.paths)
  const one = textOf(written.extends)
  return {
    extends: one === undefined ? (textsOf(written.extends) ?? []) : [one],
    files: textsOf(written.files),
    include: textsOf(written.include),
    exclude: textsOf(written.exclude),
    references: referencesOf(written.references),
    compilerOptions: {
      baseUrl: textOf(options.baseUrl),
      paths: paths && Object.fromEntries(Object.entries(paths).map(([from, to]) => [from, textsOf(to) ?? []])),
      rootDirs: textsOf(options.rootDirs),
      outDir: textOf(options.outDir),
      declarationDir: textOf(options.declarationDir),
      rootDir: textOf(options.rootDir),
    },
  }
}

/** All or none, as everywhere here. */
function referencesOf(value: unknown): string[] {
  const paths = Array.isArray(value) ? value.map((each) => textOf(recordOf(each)?.path)) : []
  return paths.every((path) => path !== undefined) ? paths : []
}
