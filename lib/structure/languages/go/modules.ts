import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

/** One go.mod. `replaced` has the local folders that stand for other modules. */
export type GoModule = { folder: string; path: string; replaced: Map<string, string>; required: string[] }

export type GoModules = {
  /** The module that a folder belongs to. */
  nearest(folder: string): GoModule | undefined
  /** The folders that may hold the package of an import path, best first. */
  folders(importPath: string, from: GoModule | undefined): string[]
}

/**
 * The modules of a repository. An import path belongs to the module with the longest path that begins it: the importer's
 * own, what its `replace` lines put in the place of others, those of go.work, then any module of the repository, since a
 * module's path names its source wherever it is downloaded from.
 */
export function goModulesOf(project: Project): GoModules {
  const byFolder = new Map<string, GoModule>()
  const byPath = new Map<string, GoModule[]>()
  const works: { folder: string; used: Set<string>; replaced: Map<string, string> }[] = []
  for (const path of project.paths) {
    const file = path.slice(path.lastIndexOf('/') + 1)
    if (file !== 'go.mod' && file !== 'go.work') continue
    const folder = folderOf(path)
    const lines = directivesOf(project.read(path) ?? '')
    const replaced = replacements(lines, folder)
    if (file === 'go.work') {
      const used = lines.flatMap(([word, at]) => (word === 'use' && at ? (pathFrom(folder, at) ?? []) : []))
      works.push({ folder, used: new Set(used), replaced })
      continue
    }
    const modulePath = lines.find(([word]) => word === 'module')?.[1]
    if (modulePath === undefined) continue
    const required = lines.flatMap(([word, at]) => (word === 'require' && at ? [at] : []))
    const goModule = { folder, path: modulePath, replaced, required }
    byFolder.set(folder, goModule)
    byPath.set(modulePath, [...(byPath.get(modulePath) ?? []), goModule])
  }
  for (const modules of byPath.values()) modules.sort((a, b) => a.folder.split('/').length - b.folder.split('/').length)

  function nearest(folder: string): GoModule | undefined {
    for (const at of foldersFrom(folder)) {
      const found = byFolder.get(at)
      if (found) return found
    }
    return undefined
  }

  function folders(importPath: string, from: GoModule | undefined): string[] {
    const work = from && works.find(({ used }) => used.has(from.folder))
    const found: string[] = []
    for (const prefix of foldersFrom(importPath)) {
      if (prefix === '') continue
      const rest = importPath.slice(prefix.length + 1)
      const named = byPath.get(prefix) ?? []
      const roots = [
        from?.path === prefix ? from.folder : undefined,
        from?.replaced.get(prefix),
        work?.replaced.get(prefix),
        ...named.filter(({ folder }) => work?.used.has(folder)).map(({ folder }) => folder),
        ...named.map(({ folder }) => folder),
      ]
      for (const root of roots) if (root !== undefined) found.push(under(root, rest))
    }
    return [...new Set(found)]
  }

  return { nearest, folders }
}

/** The lines of a go.mod or go.work, blocks opened up: `['require', 'example.org/a', 'v1.0.0']`. */
function directivesOf(text: string): string[][] {
  const directives: string[][] = []
  let block: string | undefined
  for (const line of text.split('\n')) {
    const words = line
      .replace(/\/\/.*/, '')
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^["`]|["`]$/g, ''))
    if (words[0] === '' || words[0] === undefined) continue
    if (words[0] === ')') block = undefined
    else if (words[1] === '(') block = words[0]
    else directives.push(block === undefined ? words : [block, ...words])
  }
  return directives
}

function replacements(lines: readonly string[][], folder: string): Map<string, string> {
  const replaced = new Map<string, string>()
  for (const words of lines) {
    const target = words[words.indexOf('=>') + 1]
    if (words[0] !== 'replace' || words[1] === undefined || !target?.startsWith('.')) continue
    const local = pathFrom(folder, target)
    if (local !== undefined) replaced.set(words[1], local)
  }
  return replaced
}

export function under(root: string, path: string): string {
  if (root === '' || path === '') return root || path
  return `${root}/${path}`
}
