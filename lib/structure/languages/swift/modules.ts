import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'

/** A target of a Package.swift, or the Swift files of a top-level folder that no package has. */
export type Module = { name: string; folder: string; files: string[] }

export type Modules = {
  moduleOf(path: string): Module | undefined
  /** Modules of a name, which several packages of one repository may have. */
  named(name: string): readonly Module[]
}

const targetStart = /\.(target|executableTarget|testTarget|macro|plugin|systemLibrary|binaryTarget)\s*\(/g
const usualFolders: Record<string, string[]> = { testTarget: ['Tests', 'Sources'], plugin: ['Plugins'] }

/** Which module each file is in, as manifests say it in plain words: nothing is run. */
export function modulesOf(project: Project): Modules {
  const swiftFiles = project.paths.filter((path) => path.endsWith('.swift'))
  const folders = new Set(swiftFiles.flatMap((path) => foldersFrom(folderOf(path))))
  const byFolder = new Map<string, Module>()
  for (const path of swiftFiles) {
    if (!/(?:^|\/)Package(?:@swift-[\d.]+)?\.swift$/.test(path)) continue
    for (const { kind, name, path: own } of targetsIn(project.read(path) ?? '')) {
      const usual = usualFolders[kind] ?? ['Sources', 'Source', 'src', 'srcs']
      const candidates = own === undefined ? usual.map((folder) => `${folder}/${name}`) : [own]
      const folder = candidates
        .map((each) => pathFrom(folderOf(path), each))
        .find((each) => each !== undefined && folders.has(each))
      if (folder !== undefined && !byFolder.has(folder)) byFolder.set(folder, { name, folder, files: [] })
    }
  }
  const byFile = new Map<string, Module>()
  for (const path of swiftFiles) {
    const above = foldersFrom(folderOf(path))
    const folder = above.find((each) => byFolder.has(each)) ?? above.at(-2) ?? ''
    const module = byFolder.get(folder) ?? { name: folder, folder, files: [] }
    byFolder.set(folder, module)
    module.files.push(path)
    byFile.set(path, module)
  }
  const byName = new Map<string, Module[]>()
  for (const module of byFolder.values()) {
    const name = module.name.replace(/[^\w]/g, '_')
    byName.set(name, [...(byName.get(name) ?? []), module])
  }
  return { moduleOf: (path) => byFile.get(path), named: (name) => byName.get(name) ?? [] }
}

/** The targets that a manifest lists in literals; one inside another is a dependency of it. */
function targetsIn(manifest: string): { kind: string; name: string; path: string | undefined }[] {
  const code = manifest.replace(/(?<!:)\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
  const found: { kind: string; name: string; path: string | undefined }[] = []
  let past = 0
  for (const { 0: start, 1: kind = '', index } of code.matchAll(targetStart)) {
    if (index < past) continue
    past = closingOf(code, index + start.length)
    const call = code.slice(index + start.length, past)
    const name = /^\s*name:\s*"([^"]+)"/.exec(call)?.[1]
    if (name !== undefined) found.push({ kind, name, path: /\bpath:\s*"([^"]+)"/.exec(call)?.[1] })
  }
  return found
}

function closingOf(code: string, from: number): number {
  let depth = 1
  for (let at = from; at < code.length; at++) {
    if (code[at] === '(') depth++
    else if (code[at] === ')' && --depth === 0) return at
  }
  return code.length
}
