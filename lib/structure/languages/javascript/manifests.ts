import { posix } from 'node:path'
import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import { remembered } from '@/lib/structure/remembered'
import { readJson } from './json'
import { recordOf } from './json-values'
import { cleanFolder, type LocalPackage, type Manifest, manifestOf } from './manifest'
import { workspaceMembers } from './workspaces'

/** The packages of a repository. Folders are repository paths, '' for the root. */
export type Manifests = {
  /** The package that a folder belongs to. */
  nearest(folder: string): LocalPackage | undefined
  /** The package of that name that a file in `folder` would be linked to. */
  named(name: string, folder: string): LocalPackage | undefined
  /** Whether a package above `folder` asks for `name` from the registry. */
  isDependency(name: string, folder: string): boolean
}

export function manifestsOf(project: Project): Manifests {
  const packages = new Map<string, LocalPackage>()
  const deno: LocalPackage[] = []
  const installed = new Set<string>()
  for (const path of project.paths) {
    const [, inNodeModules] = /^(.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*)\//.exec(path) ?? []
    if (inNodeModules !== undefined) installed.add(inNodeModules)
    const kind = /(?:^|\/)(package\.json|deno\.jsonc?)$/.exec(path)?.[1]
    if (kind === undefined) continue
    const local = { folder: folderOf(path), manifest: manifestOf(recordOf(readJson(project.read(path) ?? '')) ?? {}) }
    if (kind === 'package.json') packages.set(local.folder, local)
    else deno.push(local)
  }
  const members = workspaceMembers(project, [...packages.values(), ...deno])
  const byName = new Map<string, LocalPackage>()
  for (const local of members) {
    const { name } = local.manifest
    if (name && !byName.has(name)) byName.set(name, local)
  }

  const above = remembered((folder: string) => foldersFrom(folder).flatMap((ancestor) => packages.get(ancestor) ?? []))
  return {
    nearest: (folder) => above(folder)[0],
    named(name, folder) {
      const [own] = above(folder)
      if (own?.manifest.name === name) return own
      return findInstalled(name, folder) ?? findLinked(name, own) ?? byName.get(name)
    },
    isDependency: (name, folder) => above(folder).some(({ manifest }) => versionOf(manifest, name) !== undefined),
  }

  /** A package that was committed within node_modules. */
  function findInstalled(name: string, folder: string): LocalPackage | undefined {
    if (installed.size === 0) return undefined
    const found = foldersFrom(folder)
      .map((ancestor) => posix.join(ancestor, 'node_modules', name))
      .find((candidate) => installed.has(candidate))
    return found === undefined ? undefined : (packages.get(found) ?? { folder: found, manifest: manifestOf({}) })
  }

  function findLinked(name: string, own: LocalPackage | undefined): LocalPackage | undefined {
    const version = own ? String(versionOf(own.manifest, name)) : ''
    const linked = /^(?:file|link|portal):(.+)/.exec(version)?.[1]
    return linked && own ? packages.get(cleanFolder(posix.join(own.folder, linked))) : undefined
  }
}

function versionOf(manifest: Manifest, name: string): unknown {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest
  return dependencies[name] ?? devDependencies[name] ?? peerDependencies[name] ?? optionalDependencies[name]
}
