import { posix } from 'node:path'
import { z } from 'zod'
import type { Project } from '@/lib/structure/language'
import { readJson } from './json'

const text = z.string().optional().catch(undefined)
const versions = z.record(z.string(), z.unknown()).catch({})

/** What resolution reads of a package.json; anything malformed counts as absent. */
export const Manifest = z.object({
  name: text,
  main: text,
  module: text,
  source: text,
  types: text,
  typings: text,
  exports: z.unknown().optional(),
  imports: versions,
  workspaces: z.unknown().optional(),
  dependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
  optionalDependencies: versions,
})

export type Manifest = z.infer<typeof Manifest>
export type LocalPackage = { folder: string; manifest: Manifest }

/** The packages of a repository. Folders are repository paths, '' for the root. */
export type Manifests = {
  /** The package that a folder belongs to. */
  nearest(folder: string): LocalPackage | undefined
  /** The package of that name that a file in `folder` would be linked to. */
  named(name: string, folder: string): LocalPackage | undefined
  /** Whether a package above `folder` asks for `name` from the registry. */
  isDependency(name: string, folder: string): boolean
}

const aside = /(?:^|\/)(?:node_modules|fixtures?|__fixtures__|__tests__|templates?|vendor)(?:\/|$)/

export function manifestsOf(project: Project): Manifests {
  const packages = new Map<string, LocalPackage>()
  for (const path of project.paths) {
    if (posix.basename(path) !== 'package.json') continue
    const manifest = Manifest.safeParse(readJson(project.read(path) ?? ''))
    if (manifest.success) packages.set(folderOf(path), { folder: folderOf(path), manifest: manifest.data })
  }
  const members = membersOf(project, packages)
  const byName = new Map<string, LocalPackage>()
  for (const local of [...members].reverse()) if (local.manifest.name) byName.set(local.manifest.name, local)

  const above = (folder: string) => ancestors(folder).flatMap((ancestor) => packages.get(ancestor) ?? [])
  return {
    nearest: (folder) => above(folder)[0],
    named(name, folder) {
      const [own] = above(folder)
      if (own?.manifest.name === name) return own
      const linked = own && /^(?:file|link|portal):(.+)/.exec(String(versionOf(own.manifest, name)))?.[1]
      const target = linked && own ? packages.get(cleanFolder(posix.join(own.folder, linked))) : undefined
      return target ?? byName.get(name)
    },
    isDependency: (name, folder) => above(folder).some(({ manifest }) => versionOf(manifest, name) !== undefined),
  }
}

/** `''`-ended list of the folders above and including one, nearest first. */
export function ancestors(folder: string): string[] {
  const found = [folder]
  for (let at = folder; at !== ''; ) {
    at = folderOf(at)
    found.push(at)
  }
  return found
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

export function cleanFolder(path: string): string {
  const clean = path.replace(/\/+$/, '')
  return clean === '.' ? '' : clean
}

function versionOf(manifest: Manifest, name: string): unknown {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest
  return dependencies[name] ?? devDependencies[name] ?? peerDependencies[name] ?? optionalDependencies[name]
}

/** Workspace members first, by path; where none are declared, every package that is not a fixture. */
function membersOf(project: Project, packages: ReadonlyMap<string, LocalPackage>): LocalPackage[] {
  const patterns = [...packages.values()].flatMap(({ folder, manifest }) =>
    workspacePatterns(manifest.workspaces).map((pattern) => posix.join(folder, pattern)),
  )
  const lerna = readJson(project.read('lerna.json') ?? '')
  patterns.push(...pnpmPatterns(project.read('pnpm-workspace.yaml')), ...workspacePatterns(lerna))
  const isMember = ({ folder }: LocalPackage) => folder === '' || matchesAny(folder, patterns)
  const all = [...packages.values()]
  const members = all.filter(isMember)
  return members.length > 1
    ? members
    : [...members, ...all.filter((local) => !isMember(local) && !aside.test(local.folder))]
}

function matchesAny(folder: string, patterns: readonly string[]): boolean {
  const isMatch = (pattern: string) => posix.matchesGlob(folder, cleanFolder(posix.normalize(pattern)))
  const [refused, wanted] = [patterns.filter((p) => p.includes('!')), patterns.filter((p) => !p.includes('!'))]
  return wanted.some(isMatch) && !refused.some((pattern) => isMatch(pattern.replace('!', '')))
}

function workspacePatterns(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  return typeof value === 'object' && value !== null && 'packages' in value ? workspacePatterns(value.packages) : []
}

/** The `packages` list of pnpm-workspace.yaml: block or flow form, the two that pnpm writes. */
function pnpmPatterns(yaml: string | undefined): string[] {
  const list =
    /^packages:[ \t]*(?:#.*)?(\[[^\]]*\]|(?:\r?\n(?:[ \t]*-.*|[ \t]*#.*|[ \t]*))+)/m.exec(yaml ?? '')?.[1] ?? ''
  const items = list.startsWith('[') ? list.slice(1, -1).split(',') : list.split('\n')
  return items
    .filter((item) => !item.trim().startsWith('#'))
    .map((item) =>
      item
        .replace(/^\s*-/, '')
        .replace(/\s#.*$/, '')
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2'),
    )
    .filter((item) => item !== '')
}
