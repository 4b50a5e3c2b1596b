import { parse } from 'smol-toml'
import { z } from 'zod'
import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

const text = z.string().optional().catch(undefined)
const isTrue = z.literal(true).optional().catch(undefined)

/** A version alone says nothing of where the source is. */
const Dependency = z.object({ path: text, package: text, workspace: isTrue }).catch({})
const Dependencies = z.record(z.string(), Dependency).catch({})
const Target = z.object({ name: text, path: text }).catch({})
const Targets = z.array(Target).catch([])
const Tables = z.object({
  dependencies: Dependencies.default({}),
  'dev-dependencies': Dependencies.default({}),
  'build-dependencies': Dependencies.default({}),
})

/** What resolution reads of a Cargo.toml; anything malformed counts as absent. */
const Manifest = Tables.extend({
  package: z
    .object({
      name: text,
      edition: z
        .union([z.string(), z.object({ workspace: isTrue })])
        .optional()
        .catch(undefined),
      build: text,
      workspace: text,
    })
    .optional()
    .catch(undefined),
  lib: Target.optional(),
  bin: Targets.default([]),
  example: Targets.default([]),
  test: Targets.default([]),
  bench: Targets.default([]),
  target: z
    .record(z.string(), Tables.catch({ dependencies: {}, 'dev-dependencies': {}, 'build-dependencies': {} }))
    .catch({})
    .default({}),
  workspace: z
    .object({
      dependencies: Dependencies.default({}),
      package: z.object({ edition: text }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  patch: z.record(z.string(), Dependencies).catch({}).default({}),
})
type Manifest = z.infer<typeof Manifest>
type Dependency = z.infer<typeof Dependency>

export type CargoPackage = {
  name: string
  folder: string
  isEdition2015: boolean
  /** The root file of its library, and the name that others use it by. */
  lib: string | undefined
  libName: string
  /** The root file of each of its crates, library first. */
  roots: string[]
  /** By the name in source: the folder of a package of the repository, or the name of the package elsewhere. */
  dependencies: Map<string, { folder: string } | { name: string }>
}

/** The packages of a repository by folder. Paths, workspaces and patches of registries are followed as cargo does. */
export function cargoPackagesOf(project: Project): Map<string, CargoPackage> {
  const manifests = new Map<string, Manifest>()
  for (const path of project.paths) {
    if (path !== 'Cargo.toml' && !path.endsWith('/Cargo.toml')) continue
    const manifest = readManifest(project.read(path) ?? '')
    if (manifest) manifests.set(folderOf(path), manifest)
  }
  const sources = project.paths.filter((path) => path.endsWith('.rs'))
  const packages = new Map<string, CargoPackage>()
  const byFolder = bySourceFolder(sources, manifests)
  for (const [folder, manifest] of manifests) {
    if (manifest.package)
      packages.set(folder, packageAt(folder, manifest, manifests, byFolder.get(folder) ?? [], project))
  }
  return packages
}

function readManifest(toml: string): Manifest | undefined {
  try {
    return Manifest.safeParse(parse(toml)).data
  } catch {
    return undefined
  }
}

/** The sources below each manifest, told by the path below it. */
function bySourceFolder(sources: readonly string[], manifests: Map<string, Manifest>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const path of sources) {
    const owner = foldersFrom(folderOf(path)).find((folder) => manifests.has(folder))
    if (owner === undefined) continue
    const inside = path.slice(owner === '' ? 0 : owner.length + 1)
    const list = found.get(owner)
    if (list) list.push(inside)
    else found.set(owner, [inside])
  }
  return found
}

/** Files that are roots of crates by where they lie, below a package's folder. */
const usualRoots = [
  /^src\/lib\.rs$/,
  /^src\/main\.rs$/,
  /^build\.rs$/,
  /^src\/bin\/(?:[^/]+\.rs|[^/]+\/main\.rs)$/,
  /^(?:examples|tests|benches)\/(?:[^/]+\.rs|[^/]+\/main\.rs)$/,
]

function packageAt(
  folder: string,
  manifest: Manifest,
  manifests: Map<string, Manifest>,
  sources: readonly string[],
  project: Project,
): CargoPackage {
  const at = (path: string | undefined) => (path === undefined ? undefined : pathFrom(folder, path))
  const { lib, bin, example, test, bench } = manifest
  const name = manifest.package?.name ?? ''
  const workspace = workspaceOf(folder, manifest, manifests)
  const libRoot = [at(lib?.path), at('src/lib.rs')].find((path) => path !== undefined && project.has(path))
  const told = [manifest.package?.build, ...[...bin, ...example, ...test, ...bench].map(({ path }) => path)].map(at)
  const usual = usualRoots.flatMap((pattern) => sources.filter((path) => pattern.test(path)).map(at))
  const roots = [libRoot, ...told, ...usual].filter((path) => path !== undefined).filter(project.has)
  const edition = manifest.package?.edition
  return {
    name,
    folder,
    isEdition2015:
      (typeof edition === 'object' ? workspace?.manifest.workspace?.package?.edition : (edition ?? '2015')) === '2015',
    lib: libRoot,
    libName: identifier(lib?.name ?? name),
    roots: [...new Set(roots)],
    dependencies: dependenciesOf(folder, manifest, workspace, manifests),
  }
}

type Workspace = { folder: string; manifest: Manifest }

function workspaceOf(folder: string, manifest: Manifest, manifests: Map<string, Manifest>): Workspace | undefined {
  const told = manifest.package?.workspace
  const folders = told === undefined ? foldersFrom(folder) : [pathFrom(folder, told) ?? folder]
  for (const at of folders) {
    const found = manifests.get(at)
    if (found?.workspace) return { folder: at, manifest: found }
  }
  return undefined
}

function dependenciesOf(
  folder: string,
  manifest: Manifest,
  workspace: Workspace | undefined,
  manifests: Map<string, Manifest>,
): CargoPackage['dependencies'] {
  const found: CargoPackage['dependencies'] = new Map()
  const patches = new Map<string, string | undefined>()
  for (const table of Object.values((workspace?.manifest ?? manifest).patch))
    for (const [name, { path }] of Object.entries(table))
      if (path !== undefined) patches.set(name, pathFrom(workspace?.folder ?? folder, path))
  for (const tables of [manifest, ...Object.values(manifest.target)]) {
    const all = { ...tables['build-dependencies'], ...tables['dev-dependencies'], ...tables.dependencies }
    for (const [name, written] of Object.entries(all)) {
      const inherited = written.workspace ? workspace?.manifest.workspace?.dependencies[name] : undefined
      const { path, package: renamed = name }: Dependency = inherited ?? written
      const local =
        path === undefined ? patches.get(renamed) : pathFrom(inherited ? (workspace?.folder ?? folder) : folder, path)
      const isOurs = local !== undefined && manifests.has(local)
      found.set(identifier(name), isOurs ? { folder: local } : { name: renamed })
      // A crate can give its library another name than its package's.
      const libName = isOurs ? manifests.get(local)?.lib?.name : undefined
      if (libName !== undefined && renamed === name && local !== undefined)
        found.set(identifier(libName), { folder: local })
    }
  }
  return found
}

function identifier(name: string): string {
  return name.replaceAll('-', '_')
}
