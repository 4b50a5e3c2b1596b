import { folderOf, pathFrom } from '@/lib/structure/folder'
import type { Dependency } from '@/lib/structure/graph'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import, Outline } from '@/lib/structure/outline'
import { goModulesOf, under } from './modules'
import { type GoFile, type GoFolder, goFoldersOf, mainFile } from './packages'
import { guessedRoots, hostParts } from './unversioned'
import { firstLines } from './uses'

/**
 * Resolves as the go command does, from go.mod, go.work and vendor folders; repositories older than modules by the
 * paths they import themselves under. An import leads to the files that declare what is used of the package, for every
 * system and build tag; where that cannot be told, to the file that stands for the package.
 */
export function goResolver(project: Project): Resolver {
  const folders = goFoldersOf(project)
  const modules = goModulesOf(project)
  const roots = guessedRoots(project, folders)

  return { resolve, neighbours }

  function resolve(from: string, imported: Import): Resolved[] {
    const { specifier } = imported
    if (specifier === 'C' || specifier === 'unsafe') return [{ kind: 'external', name: specifier }]
    const own = modules.nearest(folderOf(from))
    const candidates = candidatesFor(specifier, from)
    const folder = candidates.find((each) => folders.has(each))
    const found = folder === undefined ? undefined : folders.get(folder)
    if (found && folder !== undefined) return filesOf(found, from, imported, folder)
    if (specifier.startsWith('.') || isOurs(specifier, own?.path)) return [{ kind: 'unresolved' }]
    return [{ kind: 'external', name: externalName(specifier, own?.required ?? []) }]
  }

  function candidatesFor(specifier: string, from: string): string[] {
    const folder = folderOf(from)
    if (specifier.startsWith('.')) return [pathFrom(folder, specifier) ?? specifier]
    const own = modules.nearest(folder)
    const vendored = under(own?.folder ?? '', `vendor/${specifier}`)
    const found = [vendored, ...modules.folders(specifier, own)]
    return own ? found : [...found, ...roots(specifier, folder)]
  }

  function filesOf({ files, declaring }: GoFolder, from: string, { names }: Import, folder: string): Resolved[] {
    // A test of another package, foo_test, sees what the tests of foo declare for it.
    const isBeside = folderOf(from) === folder
    const isVisible = (file: GoFile) => (isBeside ? !file.name?.endsWith('_test') : !file.isTest)
    const visible = files.filter(isVisible)
    const byFile = new Map<GoFile, string[]>()
    for (const name of wanted(names, from, visible[0]?.name, declaring)) {
      for (const file of declaring.get(name) ?? []) {
        if (isVisible(file)) byFile.set(file, [...(byFile.get(file) ?? []), name])
      }
    }
    const main = mainFile(visible)
    if (byFile.size === 0) return main ? [{ kind: 'file', path: main.path, names }] : [{ kind: 'unresolved' }]
    return [...byFile].map(([{ path }, used]) => ({ kind: 'file', path, names: used }))
  }

  /** The names an import takes: as outlined, else those of a dot import or of a package with an odd name. */
  function wanted(
    names: string[],
    from: string,
    packageName: string | undefined,
    declaring: Map<string, GoFile[]>,
  ): string[] {
    if (names.length === 0) return ['init']
    if (names[0] !== '*') return names
    const references = project.outline(from)?.references ?? []
    const qualified = references.filter((name) => name.startsWith(`${packageName}.`))
    if (qualified.length > 0) return qualified.map((name) => name.slice(name.indexOf('.') + 1))
    return references.filter((name) => /^\p{Lu}/u.test(name) && declaring.has(name))
  }

  function neighbours(from: string, outline: Outline): Dependency[] {
    const folder = folders.get(folderOf(from))
    if (!folder) return []
    const byFile = new Map<string, string[]>()
    for (const name of outline.references) {
      for (const file of folder.declaring.get(name) ?? []) {
        const isVisible = file.name === outline.package && (!file.isTest || from.endsWith('_test.go'))
        if (isVisible && file.path !== from) byFile.set(file.path, [...(byFile.get(file.path) ?? []), name])
      }
    }
    const lines = firstLines(project.read(from) ?? '')
    const lineOf = (names: string[]) => Math.min(...names.map((name) => lines.get(name) ?? Number.POSITIVE_INFINITY))
    return [...byFile].map(([to, names]) => ({ from, to, kind: 'package', line: lineOf(names), names }))
  }
}

/** Whether the module itself should hold the package. */
function isOurs(specifier: string, modulePath: string | undefined): boolean {
  return specifier === modulePath || specifier.startsWith(`${modulePath}/`)
}

/** The module that an import path belongs to: as required, else as far as hosts tell; the whole path in the standard library. */
function externalName(specifier: string, required: readonly string[]): string {
  const owner = required
    .filter((path) => specifier === path || specifier.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0]
  if (owner !== undefined) return owner
  const parts = specifier.split('/')
  const length = hostParts(parts[0] ?? '')
  return parts.slice(0, /^v\d+$/.test(parts[length] ?? '') ? length + 1 : length).join('/')
}
