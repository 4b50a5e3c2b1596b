import { posix } from 'node:path'
import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import { remembered } from '@/lib/structure/remembered'
import { matchesGlob } from './glob'
import { cleanFolder } from './manifest'
import type { Manifests } from './manifests'
import type { Outputs } from './package-entry'
import { bestPattern } from './patterns'
import { readTsConfig } from './written-tsconfig'

/** One configuration with what it extends: repository paths throughout, but for a folder that is still open. */
type Config = {
  folder: string
  baseUrl?: string
  paths?: Record<string, string[]>
  rootDirs?: string[]
  outDir?: string
  declarationDir?: string
  rootDir?: string
  /** Patterns of the files that belong to it; all below its folder unless given. */
  includes?: string[]
  excludes?: string[]
}

/** One that is settled: its folder is known, and where it leads a specifier. */
type Settled = Config & { targets(specifier: string): AliasTargets }

/** Where an alias may lead, in the order to try. */
export type AliasTargets = {
  paths: string[]
  /** A pattern of its own speaks for this specifier, so that it cannot be meant for a package. */
  isClaimed: boolean
}

export type TsConfigs = {
  /**
   * Targets by the nearest configuration first, then by those further up, which bundlers often share. Of several in one
   * folder, those that include the importing file come first.
   */
  targets(specifier: string, path: string): AliasTargets[]
  /** Folders that the compiler lays over one another. */
  rootDirs(path: string): string[]
  /** What the configurations in a folder compile, and to where. */
  outputs(folder: string): Outputs
}

export function tsConfigsOf(project: Project, manifests: Manifests): TsConfigs {
  const loaded = new Map<string, Config>()
  const byFolder = new Map<string, string[]>()
  for (const path of project.paths) {
    if (!/(?:^|\/)(?:ts|js)config[^/]*\.json$/.test(path)) continue
    byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path])
  }
  const inFolder = new Map<string, Settled[]>()
  const forFolder = new Map<string, Settled[]>()
  const forFile = new Map<string, Settled[]>()

  return {
    targets: (specifier, path) => configsFor(path).map(({ targets }) => targets(specifier)),
    rootDirs: (path) => configsFor(path).flatMap((config) => config.rootDirs ?? []),
    outputs: (folder) => configsIn(folder).flatMap(outputsOf),
  }

  function configsFor(path: string): Settled[] {
    const folder = folderOf(path)
    const known = forFile.get(path) ?? forFolder.get(folder)
    if (known) return known
    const byFolder = foldersFrom(folder).map((ancestor) => withoutRepeats(configsIn(ancestor)))
    if (byFolder.every((configs) => configs.length < 2)) {
      forFolder.set(folder, byFolder.flat())
      return byFolder.flat()
    }
    const sorted = byFolder.flatMap((configs) => {
      const [held, others] = [configs.filter((each) => holds(each, path)), configs.filter((each) => !holds(each, path))]
      return [...held, ...others]
    })
    forFile.set(path, sorted)
    return sorted
  }

  /** tsconfig.json before what it refers to, and both before tsconfig.app.json and the like. */
  function configsIn(folder: string): Settled[] {
    const known = inFolder.get(folder)
    if (known) return known
    const all = byFolder.get(folder) ?? []
    const main = all.filter((path) => /(?:^|\/)(?:ts|js)config\.json$/.test(path))
    const referred = main.slice(0, 1).flatMap(references)
    const configs = [...new Set([...main, ...referred, ...all])].map((path) => settled(load(path, []), folderOf(path)))
    inFolder.set(folder, configs)
    return configs
  }

  function load(path: string, seen: readonly string[]): Config {
    const folder = folderOf(path)
    const known = loaded.get(path)
    if (known) return known
    const written = readTsConfig(project.read(path) ?? '')
    if (!written || seen.includes(path)) return { folder }
    const { compilerOptions, files, include, exclude } = written
    const bases = written.extends.flatMap((name) => find(path, name) ?? [])
    const inherited: Omit<Config, 'folder'> = Object.assign({}, ...bases.map((base) => load(base, [...seen, path])))
    const own: Config = { folder }
    for (const key of ['baseUrl', 'outDir', 'declarationDir', 'rootDir'] as const) {
      const value = compilerOptions[key]
      if (value !== undefined) own[key] = under(folder, value)
    }
    const base = own.baseUrl ?? inherited.baseUrl ?? folder
    const entries = Object.entries(compilerOptions.paths ?? {})
    const paths = entries.map(([from, to]) => [from, to.map((target) => under(base, target))] as const)
    if (compilerOptions.paths) own.paths = Object.fromEntries(paths)
    if (compilerOptions.rootDirs) own.rootDirs = compilerOptions.rootDirs.map((root) => under(folder, root))
    if (files ?? include) own.includes = [...(files ?? []), ...(include ?? [])].map((each) => under(folder, each))
    if (exclude) own.excludes = exclude.map((each) => under(folder, each))
    const config = { ...inherited, ...own }
    loaded.set(path, config)
    return config
  }

  function references(path: string): string[] {
    const written = readTsConfig(project.read(path) ?? '')
    return (written?.references ?? []).flatMap((reference) => find(path, `./${reference}`) ?? [])
  }

  function find(from: string, name: string): string | undefined {
    const candidates = (base: string) => [base, `${base}.json`, posix.join(base, 'tsconfig.json')]
    if (/^\.{1,2}(?:\/|$)/.test(name)) return candidates(posix.join(folderOf(from), name)).find(project.has)
    const [, packageName = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name) ?? []
    const local = manifests.named(packageName, folderOf(from))
    return local && candidates(posix.join(local.folder, rest || 'tsconfig.json')).find(project.has)
  }
}

/** What stands for the folder of the configuration that extends the others, whichever of them says it. */
const configFolder = /^\$\{configDir\}/

function under(base: string, target: string): string {
  return configFolder.test(target) ? target : cleanFolder(posix.join(base, target))
}

function settled(config: Config, folder: string): Settled {
  const settle = (target: string) =>
    configFolder.test(target) ? cleanFolder(posix.join(folder, target.replace(configFolder, ''))) : target
  const settleAll = (targets: string[] | undefined) => targets?.map(settle)
  const paths = config.paths && Object.entries(config.paths).map(([from, to]) => [from, to.map(settle)])
  const found: Config = {
    folder,
    baseUrl: config.baseUrl === undefined ? undefined : settle(config.baseUrl),
    paths: paths && Object.fromEntries(paths),
    rootDirs: settleAll(config.rootDirs),
    outDir: config.outDir === undefined ? undefined : settle(config.outDir),
    declarationDir: config.declarationDir === undefined ? undefined : settle(config.declarationDir),
    rootDir: config.rootDir === undefined ? undefined : settle(config.rootDir),
    includes: settleAll(config.includes),
    excludes: settleAll(config.excludes),
  }
  return { ...found, targets: remembered((specifier) => targetsOf(found, specifier)) }
}

/** Those that have aliases of their own; where they are the same, which of them holds a file does not matter. */
function withoutRepeats(configs: readonly Settled[]): Settled[] {
  const byAliases = new Map<string, Settled>()
  for (const config of configs) {
    const { baseUrl, paths, rootDirs } = config
    const key = JSON.stringify([baseUrl, paths, rootDirs])
    if ((baseUrl ?? paths ?? rootDirs) !== undefined && !byAliases.has(key)) byAliases.set(key, config)
  }
  return [...byAliases.values()]
}

/** Whether the file belongs to the project, as far as its patterns say. */
function holds({ folder, includes = [folder], excludes = [] }: Config, path: string): boolean {
  const matches = (pattern: string) =>
    pattern === '' || path === pattern || path.startsWith(`${pattern}/`) || matchesGlob(path, pattern)
  return includes.some(matches) && !excludes.some(matches)
}

function outputsOf({ folder, outDir, declarationDir, rootDir }: Config): Outputs {
  const sources = rootDir === undefined ? [posix.join(folder, 'src'), folder] : [rootDir]
  return [outDir, declarationDir]
    .filter((output) => output !== undefined && output !== '' && output !== folder)
    .flatMap((output) => sources.map((source) => [output ?? '', source] as const))
}

/** The pattern that fits best, then the base URL. */
function targetsOf({ paths, baseUrl }: Config, specifier: string): AliasTargets {
  const best = paths && bestPattern(Object.keys(paths), specifier)
  const aliased = best ? (paths[best.pattern] ?? []).map((target) => target.replace('*', () => best.star)) : []
  const isClaimed = !!best && best.pattern !== '*' && !aliased.some((path) => path.includes('node_modules'))
  return { paths: baseUrl === undefined ? aliased : [...aliased, posix.join(baseUrl, specifier)], isClaimed }
}
