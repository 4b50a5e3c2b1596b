import { createRequire } from 'node:module'
import { posix } from 'node:path'
import type { Project } from '@/lib/structure/language'
import { matchesGlob } from './glob'
import { readJson } from './json'
import { cleanFolder, type LocalPackage } from './manifest'

const aside = /(?:^|\/)(?:node_modules|fixtures?|__fixtures__|__tests__|templates?|vendor)(?:\/|$)/

/**
 * The packages that npm, pnpm, yarn, lerna or Deno link to one another: what the manifests list; where none is listed,
 * every package that is not a fixture.
 */
export function workspaceMembers(project: Project, packages: readonly LocalPackage[]): LocalPackage[] {
  const patterns = [
    ...packages.flatMap(({ folder, manifest }) =>
      [...patternsIn(manifest.workspaces), ...patternsIn(manifest.workspace)].map((each) => join(folder, each)),
    ),
    ...patternsIn(readJson(project.read('lerna.json') ?? '')),
    ...patternsIn(readYaml(project.read('pnpm-workspace.yaml') ?? '')),
  ]
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'))
  const refused = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  const matches = (folder: string, list: readonly string[]) => list.some((each) => matchesGlob(folder, each))
  const isMember = ({ folder }: LocalPackage) =>
    folder === '' || (matches(folder, wanted) && !matches(folder, refused) && !folder.includes('node_modules'))
  const members = packages.filter(isMember)
  if (members.length > 1) return members
  return [...members, ...packages.filter((local) => !isMember(local) && !aside.test(local.folder))]
}

function join(folder: string, pattern: string): string {
  const [mark, rest] = pattern.startsWith('!') ? ['!', pattern.slice(1)] : ['', pattern]
  return mark + cleanFolder(posix.join(folder, rest))
}

/** A list of patterns, or the one that `packages` or `members` holds. */
function patternsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  if (typeof value !== 'object' || value === null) return []
  if ('packages' in value) return patternsIn(value.packages)
  return 'members' in value ? patternsIn(value.members) : []
}

/** `packages` as people write it: a list with each pattern on a line of its own. Words that YAML reads as no text are left to it. */
const plainList =
  /^packages:[ \t]*(?:#.*)?\n((?:[ \t]*(?:#.*)?\n|[ \t]*- +(?:'[\w@./*!-]+'|"[\w@./*!-]+"|(?!(?:true|false|null)\b)[a-z][\w@./*-]*)[ \t]*(?:\n|$))+)(?=[\w'"]|(?![\s\S]))/im

function readYaml(text: string): unknown {
  const list = plainList.exec(text)?.[1]
  if (list !== undefined) return [...list.matchAll(/^[ \t]*-[ \t]+['"]?([^'"\s]+)/gm)].map(([, pattern]) => pattern)
  if (text === '') return undefined
  try {
    // Heavy, and few lists are written otherwise.
    const { parse }: typeof import('yaml') = createRequire(import.meta.url)('yaml')
    return parse(text)
  } catch {
    return undefined
  }
}
