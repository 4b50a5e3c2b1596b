import { posix } from 'node:path'
import { z } from 'zod'
import type { Project } from '@/lib/structure/language'
import { readJson } from './json'
import { ancestors, cleanFolder, folderOf, type Manifests } from './manifests'

const strings = z.array(z.string()).catch([])

const TsConfig = z.object({
  extends: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  references: z.array(z.object({ path: z.string() })).catch([]),
  compilerOptions: z
    .object({
      baseUrl: z.string().optional().catch(undefined),
      paths: z.record(z.string(), strings).optional().catch(undefined),
      rootDirs: strings,
    })
    .catch({ rootDirs: [] }),
})

/** One configuration with what it extends: repository paths throughout. */
type Aliases = { baseUrl?: string; paths?: [pattern: string, targets: string[]][]; rootDirs?: string[] }

/** Where an alias may lead, in the order to try. */
export type AliasTargets = {
  paths: string[]
  /** A pattern of its own speaks for this specifier, so that it cannot be meant for a package. */
  isClaimed: boolean
}

export type TsConfigs = {
  /** Targets by the nearest configuration first, then by those further up, which bundlers often share. */
  targets(specifier: string, folder: string): AliasTargets[]
  /** Folders that the compiler lays over one another. */
  rootDirs(folder: string): string[]
}

export function tsConfigsOf(project: Project, manifests: Manifests): TsConfigs {
  const loaded = new Map<string, Aliases>()
  const byFolder = new Map<string, string[]>()
  for (const path of project.paths) {
    if (!/(?:^|\/)(?:ts|js)config[^/]*\.json$/.test(path)) continue
    byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path])
  }
  const load = (path: string, seen: readonly string[]): Aliases => {
    const known = loaded.get(path)
    if (known) return known
    const config = TsConfig.safeParse(readJson(project.read(path) ?? ''))
    if (!config.success || seen.includes(path)) return {}
    const bases = [config.data.extends ?? []].flat().flatMap((name) => find(project, manifests, path, name) ?? [])
    const inherited: Aliases = Object.assign({}, ...bases.map((base) => load(base, [...seen, path])))
    const { baseUrl, paths, rootDirs } = config.data.compilerOptions
    const own: Aliases = {}
    if (baseUrl !== undefined) own.baseUrl = under(folderOf(path), baseUrl)
    const base = own.baseUrl ?? inherited.baseUrl ?? folderOf(path)
    if (paths) own.paths = Object.entries(paths).map(([from, to]) => [from, to.map((target) => under(base, target))])
    if (rootDirs.length > 0) own.rootDirs = rootDirs.map((root) => under(folderOf(path), root))
    const aliases = { ...inherited, ...own }
    loaded.set(path, aliases)
    return aliases
  }
  const inFolder = new Map<string, Aliases[]>()
  const aliasesIn = (folder: string): Aliases[] => {
    const known = inFolder.get(folder)
    if (known) return known
    const configs = ordered(byFolder.get(folder) ?? [])
    const referred = configs.slice(0, 1).flatMap((path) => references(project, path))
    const aliases = [...new Set([...configs, ...referred])].map((path) => settled(load(path, []), folderOf(path)))
    inFolder.set(folder, aliases)
    return aliases
  }
  return {
    targets: (specifier, folder) =>
      ancestors(folder).flatMap((ancestor) => aliasesIn(ancestor).map((aliases) => targetsOf(aliases, specifier))),
    rootDirs: (folder) => ancestors(folder).flatMap((ancestor) => aliasesIn(ancestor).flatMap((a) => a.rootDirs ?? [])),
  }
}

/** tsconfig.json speaks for its folder; tsconfig.app.json and the like only where it is silent. */
function ordered(paths: readonly string[]): string[] {
  const isMain = (path: string) => /(?:^|\/)(?:ts|js)config\.json$/.test(path)
  return [...paths.filter(isMain), ...paths.filter((path) => !isMain(path))]
}

/** What stands for the folder of the configuration that extends the others, whichever of them says it. */
const configFolder = /^\$\{configDir\}/

function under(base: string, target: string): string {
  return configFolder.test(target) ? target : cleanFolder(posix.join(base, target))
}

function settled({ baseUrl, paths, rootDirs }: Aliases, folder: string): Aliases {
  const at = (target: string) => cleanFolder(posix.join(folder, target.replace(configFolder, '')))
  const settle = (target: string) => (configFolder.test(target) ? at(target) : target)
  return {
    baseUrl: baseUrl === undefined ? undefined : settle(baseUrl),
    paths: paths?.map(([pattern, targets]) => [pattern, targets.map(settle)]),
    rootDirs: rootDirs?.map(settle),
  }
}

function references(project: Project, path: string): string[] {
  const config = TsConfig.safeParse(readJson(project.read(path) ?? ''))
  if (!config.success) return []
  return config.data.references.flatMap((reference) => find(project, undefined, path, `./${reference.path}`) ?? [])
}

function find(project: Project, manifests: Manifests | undefined, from: string, name: string): string | undefined {
  const candidates = (base: string) => [base, `${base}.json`, `${base}/tsconfig.json`]
  if (/^\.{1,2}(?:\/|$)/.test(name)) return candidates(posix.join(folderOf(from), name)).find(project.has)
  const [, packageName = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name) ?? []
  const local = manifests?.named(packageName, folderOf(from))
  return local && candidates(posix.join(local.folder, rest || 'tsconfig.json')).find(project.has)
}

/** The exact pattern, else the one with the longest prefix before its star; then the base URL. */
function targetsOf({ paths = [], baseUrl }: Aliases, specifier: string): AliasTargets {
  const matches = paths
    .map(([pattern, targets]) => ({ pattern, targets, star: starOf(pattern, specifier) }))
    .filter((match) => match.star !== undefined)
    .sort((a, b) => prefixLength(b.pattern) - prefixLength(a.pattern))
  const [best] = matches
  const aliased = best ? best.targets.map((target) => target.replace('*', () => best.star ?? '')) : []
  const isClaimed = best !== undefined && best.pattern !== '*' && !aliased.some((path) => path.includes('node_modules'))
  return { paths: baseUrl === undefined ? aliased : [...aliased, posix.join(baseUrl, specifier)], isClaimed }
}

function starOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*')
  if (star === -1) return pattern === specifier ? '' : undefined
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)]
  const isMatch =
    specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after)
  return isMatch ? specifier.slice(before.length, specifier.length - after.length) : undefined
}

function prefixLength(pattern: string): number {
  const star = pattern.indexOf('*')
  return star === -1 ? Number.POSITIVE_INFINITY : star
}
