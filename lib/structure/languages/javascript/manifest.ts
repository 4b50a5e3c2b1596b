import { z } from 'zod'

const text = z.string().optional().catch(undefined)
const versions = z.record(z.string(), z.unknown()).catch({})

/** What resolution reads of a package.json or deno.json; anything malformed counts as absent. */
export const Manifest = z.object({
  name: text,
  main: text,
  module: text,
  source: text,
  types: text,
  typings: text,
  exports: z.unknown().optional(),
  typesVersions: z.unknown().optional(),
  imports: versions,
  workspaces: z.unknown().optional(),
  workspace: z.unknown().optional(),
  dependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
  optionalDependencies: versions,
})

export type Manifest = z.infer<typeof Manifest>
export type LocalPackage = { folder: string; manifest: Manifest }

/** `./src/` as `src`, `.` as the root. */
export function cleanFolder(path: string): string {
  const clean = path.replace(/\/+$/, '').replace(/^\.\//, '')
  return clean === '.' ? '' : clean
}
