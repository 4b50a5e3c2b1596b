import { folderOf } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

/** One Go file of a folder; `name` is its package, undefined where the file was not read. */
export type GoFile = { path: string; name: string | undefined; isTest: boolean }

/** The Go files of one folder, and which of them declare a name at the top. */
export type GoFolder = { files: GoFile[]; declaring: Map<string, GoFile[]> }

/** Every folder with Go files. One name can be declared by several files, for several systems or as a test's package. */
export function goFoldersOf(project: Project): Map<string, GoFolder> {
  const folders = new Map<string, GoFolder>()
  for (const path of project.paths) {
    if (!path.endsWith('.go')) continue
    const folder: GoFolder = folders.get(folderOf(path)) ?? { files: [], declaring: new Map() }
    folders.set(folderOf(path), folder)
    const outline = project.outline(path)
    const file = { path, name: outline?.package ?? undefined, isTest: path.endsWith('_test.go') }
    folder.files.push(file)
    const names = outline?.symbols.filter(({ parent }) => parent === null).map(({ name }) => name)
    for (const name of new Set(names)) {
      const declaring = folder.declaring.get(name)
      if (declaring) declaring.push(file)
      else folder.declaring.set(name, [file])
    }
  }
  return folders
}

/** The file that stands for a package: the one named after it, `doc.go`, else the first. */
export function mainFile(files: readonly GoFile[]): GoFile | undefined {
  const named = (name: string | undefined) => files.find(({ path }) => path === name || path.endsWith(`/${name}`))
  return named(`${files[0]?.name}.go`) ?? named('doc.go') ?? files[0]
}
