import { recordOf, textOf } from './json-values'

/** What resolution reads of a package.json or deno.json; anything malformed counts as absent. */
export type Manifest = {
  name: string | undefined
  main: string | undefined
  module: string | undefined
  source: string | undefined
  types: string | undefined
  typings: string | undefined
  exports: unknown
  typesVersions: unknown
  imports: Record<string, unknown>
  workspaces: unknown
  workspace: unknown
  dependencies: Record<string, unknown>
  devDependencies: Record<string, unknown>
  peerDependencies: Record<string, unknown>
  optionalDependencies: Record<string, unknown>
}

/** Checked by hand: a repository has many, and reading them is most of what a small import takes. */
export function manifestOf(written: Record<string, unknown>): Manifest {
  return {
    name: textOf(written.name),
    main: textOf(written.main),
    module: textOf(written.module),
    source: textOf(written.source),
    types: textOf(written.types),
    typings: textOf(written.typings),
    exports: written.exports,
    typesVersions: written.typesVersions,
    imports: recordOf(written.imports) ?? {},
    workspaces: written.workspaces,
    workspace: written.workspace,
    dependencies: recordOf(written.dependencies) ?? {},
    devDependencies: recordOf(written.devDependencies) ?? {},
    peerDependencies: recordOf(written.peerDependencies) ?? {},
    optionalDependencies: recordOf(written.optionalDependencies) ?? {},
  }
}

export type LocalPackage = { folder: string; manifest: Manifest }

/** `./src/` as `src`, `.` as the root. */
export function cleanFolder(path: string): string {
  const clean = path.replace(/\/+$/, '').replace(/^\.\//, '')
  return clean === '.' ? '' : clean
}
