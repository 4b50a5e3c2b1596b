import { posix } from 'node:path'
import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import { readJson } from './json'

/** What a specifier is mapped to: a path of the repository, or another specifier (`jsr:…`, `npm:…`, a URL). */
export type Mapped = { kind: 'path'; path: string } | { kind: 'specifier'; specifier: string }

/** Deno's import maps: `imports` of deno.json, or of the file that its `importMap` names. */
export type ImportMaps = { find(specifier: string, folder: string): Mapped | undefined }

export function importMapsOf(project: Project): ImportMaps {
  const maps = new Map<string, Record<string, unknown>[]>()
  for (const path of project.paths) {
    if (!/(?:^|\/)(?:deno\.jsonc?|import_map\.json)$/.test(path)) continue
    const imports = valueIn(readJson(project.read(path) ?? ''), 'imports')
    if (isRecord(imports)) maps.set(folderOf(path), [...(maps.get(folderOf(path)) ?? []), imports])
  }
  return {
    find(specifier, folder) {
      if (maps.size === 0) return undefined
      for (const ancestor of foldersFrom(folder)) {
        for (const imports of maps.get(ancestor) ?? []) {
          const target = targetIn(imports, specifier)
          if (target === undefined) continue
          const isPath = /^\.{0,2}\//.test(target)
          return isPath
            ? { kind: 'path', path: posix.join(ancestor, target) }
            : { kind: 'specifier', specifier: target }
        }
      }
    },
  }
}

/** The exact key, else the longest one that ends with a slash and begins the specifier. */
function targetIn(imports: Record<string, unknown>, specifier: string): string | undefined {
  const prefixes = Object.keys(imports).filter((key) => key.endsWith('/') && specifier.startsWith(key))
  const key = specifier in imports ? specifier : prefixes.sort((a, b) => b.length - a.length)[0]
  const target = key === undefined ? undefined : imports[key]
  return key !== undefined && typeof target === 'string' ? target + specifier.slice(key.length) : undefined
}

function valueIn(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
