import { fileRole } from '@/lib/structure/file-role'
import { countWords, plain } from './doc-words'
import { glance } from './glance'
import type { Project, ProjectFile } from './project'
import { isStandard } from './standard-module'

export type ProjectFacts = {
  name: string
  /** The name of the window that the work is about; null when it is about everything. */
  window: string | null
  /** Files that exist when the work begins. */
  given: string[]
  /** What the manifest or the README says it is. */
  description: string | null
  /** The first paragraph of the README. */
  introduction: string | null
  /** Headings of the README. */
  sections: string[]
  scripts: string[]
  /** Languages of the files that hold code, most files first. */
  languages: { name: string; files: number }[]
  files: number
  /** Top folders with the number of their files, in path order; '' is the top itself. */
  folders: { name: string; files: number }[]
  entries: string[]
  tests: string[]
  documents: string[]
  /** Packages that the code itself uses, without its tests and its configuration, with the number of files that use them. */
  packages: { name: string; files: number }[]
  /** Files that many others use, most used first; what only serves tests is not among them. */
  central: { path: string; users: number }[]
  /** Files of code that are much larger than the others, largest first. */
  largest: string[]
  hasCycles: boolean
}

export function projectFacts(project: Project): ProjectFacts {
  const { files, dependencies, external } = project
  const telling = [...(project.about ?? []), ...files]
  const readme = telling.find((file) => /^readme(?:\.\w+)?$/i.test(file.path))
  const manifest = manifestOf(telling)
  const order = new Map(files.map((file, index) => [file.path, index]))
  const tests = new Set(files.filter((file) => file.isTest).map((file) => file.path))
  const roleOf = (path: string) => (tests.has(path) ? 'test' : fileRole(path))
  const users = new Map<string, Set<string>>()
  for (const { from, to } of dependencies) users.set(to, (users.get(to) ?? new Set()).add(from))
  const packages = new Map<string, Set<string>>()
  const isCode = (path: string) => codeRoles.has(roleOf(path))
  for (const imported of external) {
    const { from, name } = imported
    if (isCode(from) && !isStandard(imported)) packages.set(name, (packages.get(name) ?? new Set()).add(from))
  }
  const byRole = (role: string) => files.filter((file) => roleOf(file.path) === role).map((file) => file.path)
  return {
    name: nameOf(manifest, project),
    window: project.window?.name.replace(/ \(\d+\)$/, '') ?? null,
    given: project.given?.map(({ path }) => path) ?? [],
    description: manifest.description,
    introduction: readme ? introductionOf(readme) : null,
    sections: readme
      ? glance(readme.path, readme.content).flatMap((topic) => (topic.noun === 'section' ? topic.names : []))
      : [],
    scripts: manifest.scripts,
    languages: counted(languagesOf(files, roleOf)).map(([name, count]) => ({ name, files: count })),
    files: files.length,
    folders: counted(files.map((file) => (file.path.includes('/') ? (file.path.split('/')[0] ?? '') : '')))
      .map(([name, count]) => ({ name, files: count }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    entries: byRole('entry'),
    tests: byRole('test'),
    documents: byRole('documentation'),
    packages: ranked(packages).map(([name, count]) => ({ name, files: count })),
    central: ranked(users)
      .filter(([path, count]) => count > 1 && order.has(path) && roleOf(path) !== 'test')
      .map(([path, count]) => ({ path, users: count })),
    largest: largestOf(files.filter((file) => isCode(file.path))),
    hasCycles: dependencies.some(
      ({ from, to }) => (order.get(to) ?? -1) > (order.get(from) ?? Number.POSITIVE_INFINITY),
    ),
  }
}

const codeRoles = new Set(['source', 'entry'])

/** Of code, or of everything where there is none. */
function languagesOf(files: readonly ProjectFile[], roleOf: (path: string) => string): string[] {
  const code = files.filter((file) => codeRoles.has(roleOf(file.path)) || roleOf(file.path) === 'test')
  const named = (some: readonly ProjectFile[]) => some.flatMap((file) => (file.language ? [file.language] : []))
  return named(code).length > 0 ? named(code) : named(files)
}

/** Those that hold more than a fifth of all the code, in a project of at least five files. */
function largestOf(files: readonly ProjectFile[]): string[] {
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  if (files.length < 5) return []
  return files
    .filter((file) => file.bytes * 5 > total)
    .sort((a, b) => b.bytes - a.bytes)
    .map((file) => file.path)
}

/** The manifest of a workspace often has a name that nobody uses. */
function nameOf(manifest: Manifest, project: Project): string {
  const isVague = !manifest.name || /(?:^|[/-])(?:root|monorepo|workspaces?|repo)$/i.test(manifest.name)
  return isVague ? project.name : (manifest.name ?? project.name)
}

type Manifest = { name: string | null; description: string | null; scripts: string[] }

function manifestOf(files: readonly ProjectFile[]): Manifest {
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content
  const json = contentOf('package.json') ?? contentOf('composer.json') ?? contentOf('deno.json')
  const parsed = json === undefined ? undefined : parseObject(json)
  if (parsed) {
    const scripts = typeof parsed.scripts === 'object' && parsed.scripts !== null ? Object.keys(parsed.scripts) : []
    return { name: textOf(parsed.name), description: textOf(parsed.description), scripts }
  }
  const table = contentOf('pyproject.toml') ?? contentOf('Cargo.toml') ?? contentOf('setup.cfg') ?? ''
  const field = (name: string) =>
    textOf(new RegExp(`^${name}[ \\t]*=[ \\t]*["']?(.*?)["']?[ \\t]*$`, 'm').exec(table)?.[1])
  return { name: field('name'), description: field('description'), scripts: [] }
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? plain(value) : null
}

/** The first paragraph that is prose: no heading, badge, list, table, picture, admonition or code. */
function introductionOf(readme: ProjectFile): string | null {
  const text = readme.content.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '').replace(/<!--[\s\S]*?-->/g, '')
  for (const paragraph of text.split(/\n[ \t]*\r?\n/)) {
    const isOther =
      /^\s*(?:#|<|!\[|\[!|\[.*\]\(|[-*+|>=~]|\d+\.|\.\. |:\w+:|\S[^\n]*\n(?:={3,}|-{3,}))|\n\s*[-*+] /.test(paragraph)
    if (isOther) continue
    const prose = plain(paragraph)
    if (countWords(prose) >= 6) return prose.length <= 600 ? prose : `${prose.slice(0, prose.lastIndexOf(' ', 600))}…`
  }
  return null
}

function counted(names: string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

function ranked(users: Map<string, Set<string>>): [string, number][] {
  return Array.from(users, ([name, set]): [string, number] => [name, set.size]).sort(
    (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  )
}
