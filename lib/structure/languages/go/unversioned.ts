import { foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import { under } from './modules'
import type { GoFolder } from './packages'

/**
 * Where packages lie in a repository without go.mod: in vendor folders and in `src` folders of a GOPATH above the
 * importer, and below the path by which most of the repository's own packages are imported.
 */
export function guessedRoots(
  project: Project,
  folders: Map<string, GoFolder>,
): (specifier: string, folder: string) => string[] {
  let prefix: string | undefined
  return (specifier, folder) => {
    prefix ??= ownPrefix(project, folders)
    const above = foldersFrom(folder)
    const found = above.map((at) => under(at, `vendor/${specifier}`))
    for (const at of above) if (/(?:^|\/)src$/.test(at)) found.push(under(at, specifier))
    if (specifier === prefix) found.push('')
    if (prefix !== '' && specifier.startsWith(`${prefix}/`)) found.push(specifier.slice(prefix.length + 1))
    return found
  }
}

/** The prefix under which the most folders are imported, '' when there is none. */
function ownPrefix(project: Project, folders: Map<string, GoFolder>): string {
  const votes = new Map<string, number>()
  const specifiers = new Set<string>()
  for (const { files } of folders.values())
    for (const { path } of files)
      for (const { specifier } of project.outline(path)?.imports ?? []) specifiers.add(specifier)
  for (const specifier of specifiers) {
    const parts = specifier.split('/')
    for (let length = hostParts(parts[0] ?? ''); length < parts.length; length += 1) {
      const prefix = parts.slice(0, length).join('/')
      if (folders.has(parts.slice(length).join('/'))) votes.set(prefix, (votes.get(prefix) ?? 0) + 1)
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}

/** How many parts of an import path name a repository on such a host, at least; infinite for the standard library. */
export function hostParts(host: string): number {
  if (/^(?:github\.com|bitbucket\.org|gitlab\.com|golang\.org|gitee\.com|codeberg\.org)$/.test(host)) return 3
  return host.includes('.') ? 2 : Number.POSITIVE_INFINITY
}
