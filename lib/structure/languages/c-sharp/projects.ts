import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

/** What the project files of a repository say about who sees whom. */
export type Projects = {
  /** Whether code of `from` can see what `path` declares; true where no project says. */
  isVisible(from: string, path: string): boolean
  /** The namespaces and types that a using of its project, in any file of it, brings into a file. */
  globalUsings(from: string): readonly string[]
  /** The NuGet package that a namespace belongs to, told by the names of the packages that are referenced. */
  packageOf(namespace: string): string | undefined
}

/** A project is the folder of one or more `.csproj` files, with what `Directory.Build` files above add. */
type FoundProject = { folder: string; references: Set<string> | undefined; linked: string[]; usings: string[] }

export function projectsOf(project: Project): Projects {
  const shared = project.paths.filter((path) => /(?:^|\/)Directory\.Build\.(?:props|targets)$/i.test(path))
  const found = new Map<string, FoundProject>()
  for (const path of project.paths) {
    if (!/\.csproj$/i.test(path)) continue
    const folder = folderOf(path)
    const above = new Set(foldersFrom(folder))
    const one = found.get(folder) ?? { folder, references: new Set(), linked: [], usings: [] }
    for (const file of [path, ...shared.filter((each) => above.has(folderOf(each)))])
      readManifest(one, project.read(file) ?? '', folderOf(file))
    found.set(folder, one)
  }
  const projectAt = (path: string) => {
    for (const folder of foldersFrom(folderOf(path))) if (found.has(folder)) return found.get(folder)
    return undefined
  }
  const owners = new Map<string, FoundProject | undefined>()
  for (const path of project.paths) {
    if (!/\.csx?$/i.test(path)) continue
    const owner = projectAt(path)
    owners.set(path, owner)
    if (owner) owner.usings.push(...globalUsingsIn(project.read(path) ?? ''))
  }
  const reaches = new Map<FoundProject, Set<string> | undefined>()
  const reachOf = (one: FoundProject) => {
    if (!reaches.has(one)) reaches.set(one, reachable(one, found))
    return reaches.get(one)
  }
  const packages = packagesOf(project)
  return {
    isVisible(from, path) {
      const [user, owner] = [owners.get(from), owners.get(path)]
      if (user === owner || !user || !owner) return true
      const reach = reachOf(user)
      if (!reach || reach.has(owner.folder)) return true
      return user.linked.some((start) => path.startsWith(start))
    },
    globalUsings: (from) => owners.get(from)?.usings ?? [],
    packageOf: (namespace) => longestPrefix(packages, namespace),
  }
}

/** Adds what one project file says. References that only MSBuild could work out make everything visible. */
function readManifest(one: FoundProject, text: string, folder: string): void {
  const xml = text.replace(/<!--[\s\S]*?-->/g, '')
  for (const [, include = ''] of xml.matchAll(/<ProjectReference\s[^>]*?Include\s*=\s*"([^"]*)"/g)) {
    for (const part of include.split(';')) {
      const target = targetOf(part, part.includes('MSBuildThisFileDirectory') ? folder : one.folder)
      if (target === undefined) one.references = undefined
      else one.references?.add(folderOf(target))
    }
  }
  for (const [, include = ''] of xml.matchAll(/<Compile\s[^>]*?Include\s*=\s*"([^"]*)"/g)) {
    for (const part of include.split(';')) {
      const target = targetOf(
        part.replace(/[*?].*$/, ''),
        part.includes('MSBuildThisFileDirectory') ? folder : one.folder,
      )
      if (target) one.linked.push(target)
    }
  }
  for (const [, include = ''] of xml.matchAll(/<Using\s[^>]*?Include\s*=\s*"([^"]*)"/g)) one.usings.push(include)
  if (/<ImplicitUsings>\s*(?:enable|true)\s*</i.test(xml)) one.usings.push(...implicitUsings)
}

/** https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives */
const implicitUsings = ['', '.IO', '.Linq', '.Collections.Generic', '.Net.Http', '.Threading', '.Threading.Tasks'].map(
  (name) => `System${name}`,
)

function targetOf(include: string, folder: string): string | undefined {
  const path = include
    .trim()
    .replaceAll('\\', '/')
    .replace(/\$\((?:MSBuildThisFileDirectory|MSBuildProjectDirectory)\)\/?/, '')
  return path.includes('$(') ? undefined : pathFrom(folder, path)
}

function globalUsingsIn(text: string): string[] {
  if (!text.includes('global using')) return []
  return [...text.matchAll(/^\s*global\s+using\s+(?:static\s+)?(?:global::)?([\w.]+)\s*;/gm)].flatMap(
    ([, name]) => name ?? [],
  )
}

/** A project sees what it references and what these reference. Undefined where one of them says it in another way. */
function reachable(start: FoundProject, projects: ReadonlyMap<string, FoundProject>): Set<string> | undefined {
  const seen = new Set([start.folder])
  const waiting = [start]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (!one.references) return undefined
    for (const folder of one.references) {
      const next = projects.get(folder)
      if (!next || seen.has(folder)) continue
      seen.add(folder)
      waiting.push(next)
    }
  }
  return seen
}

/** Packages by their names in small letters. */
function packagesOf(project: Project): Map<string, string> {
  const packages = new Map<string, string>()
  for (const path of project.paths) {
    if (!/\.(?:csproj|props|targets)$|(?:^|\/)packages\.config$/i.test(path)) continue
    const text = project.read(path) ?? ''
    for (const [, name = ''] of text.matchAll(
      /<(?:Package(?:Reference|Version)\s[^>]*?(?:Include|Update)|package\s+id)\s*=\s*"([\w.-]+)"/g,
    ))
      packages.set(name.toLowerCase(), name)
  }
  return packages
}

function longestPrefix(packages: ReadonlyMap<string, string>, namespace: string): string | undefined {
  for (let at = namespace.toLowerCase(); at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const found = packages.get(at)
    if (found !== undefined) return found
  }
  return undefined
}
