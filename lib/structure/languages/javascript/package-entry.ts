import { posix } from 'node:path'
import type { LocalPackage } from './manifest'
import type { Importer, Probe } from './probe'

/** Folders that a compiler writes, with those that it reads: `outDir` and `rootDir` of a tsconfig, by repository path. */
export type Outputs = readonly (readonly [output: string, source: string])[]

const built =
  /^(?:dist[-\w]*|build|out|output|umd|cjs|esm|es\d*|modern|legacy|module|modules|bundles?|compiled|generated|_[ce]sm|\.[\w-]+)$/
const perhapsBuilt = /^(?:lib|types|typings|declarations?|js|node|browser|web|src)$/
const roots = ['src', 'source', 'lib', '']

/**
 * The source file behind `name/subpath` of a package of this repository: what `exports` (or `main` and its relatives)
 * points to when that is source, else the source that it would be built from, else the usual entry.
 * `subpath` is '.' or './…'.
 */
export function packageEntry(
  { folder, manifest }: LocalPackage,
  subpath: string,
  probe: Probe,
  importer: Importer,
  outputs: Outputs,
): string | undefined {
  const { main, module, source, types, typings, exports, typesVersions } = manifest
  const isMain = subpath === '.'
  const declared = [types, typings]
  const fields = [source, ...(importer.from === 'typescript' ? declared : []), main, module, ...declared]
  const targets = [
    ...targetsIn(exports, subpath, importer),
    ...(exports === undefined ? versionTargets(typesVersions, subpath, importer) : []),
    ...(isMain ? fields.filter((field) => field !== undefined) : []),
  ]
  const usual = isMain ? usualEntries(manifest.name) : [subpath, ...roots.map((root) => posix.join(root, subpath))]
  return firstFile(folder, targets, usual, outputs, probe, importer)
}

/** The file that `#name` of a package.json's `imports` leads to; or the package, when it leads outside. */
export function packageImport(
  local: LocalPackage,
  specifier: string,
  probe: Probe,
  importer: Importer,
  outputs: Outputs,
): string | { name: string } | undefined {
  const targets = targetsIn(local.manifest.imports, specifier, importer)
  const file = firstFile(local.folder, targets.filter(isInside), [], outputs, probe, importer)
  const outside = targets.find((target) => !isInside(target))
  return file ?? (outside === undefined ? undefined : { name: outside })
}

function isInside(target: string): boolean {
  return target.startsWith('./')
}

/** The source of a file that only a build would write, by its path within the package; undefined for other files. */
export function builtFrom(
  { folder }: LocalPackage,
  target: string,
  probe: Probe,
  importer: Importer,
  outputs: Outputs,
): string | undefined {
  return isBuilt(folder, target, outputs) ? firstFile(folder, [target], [], outputs, probe, importer) : undefined
}

function firstFile(
  folder: string,
  targets: readonly string[],
  usual: readonly string[],
  outputs: Outputs,
  probe: Probe,
  importer: Importer,
): string | undefined {
  const plain = targets.map((target) => posix.normalize(target)).filter((target) => !target.startsWith('..'))
  const [written, sources] = [
    plain.filter((target) => isBuilt(folder, target, outputs)),
    plain.filter((target) => !isBuilt(folder, target, outputs)),
  ]
  const within = (target: string) => posix.join(folder, target)
  const candidates = [
    ...sources.map(within),
    ...written.flatMap((target) => compiledFrom(within(target), outputs)),
    ...plain.flatMap(sourcesOf).map(within),
    ...[...written, ...usual].map(within),
  ]
  for (const candidate of candidates) {
    const file = probe(candidate, importer)
    if (file !== undefined) return file
  }
}

function isBuilt(folder: string, target: string, outputs: Outputs): boolean {
  if (target.split('/').some((segment) => built.test(segment))) return true
  return compiledFrom(posix.join(folder, target), outputs).length > 0
}

/** What the compiler says it writes there. */
function compiledFrom(target: string, outputs: Outputs): string[] {
  return outputs
    .filter(([output]) => target.startsWith(`${output}/`))
    .map(([output, source]) => posix.join(source, withoutExtension(target.slice(output.length + 1))))
}

/** `dist/esm/a.mjs` may be built from src/a, src/esm/a, a …: every way to take the build's folders away. */
function sourcesOf(target: string): string[] {
  const segments = withoutExtension(target).split('/')
  const found: string[] = []
  for (let cut = 0; cut < segments.length; cut++) {
    const rest = segments.slice(cut).join('/')
    if (cut > 0) found.push(...roots.map((root) => posix.join(root, rest)))
    if (!built.test(segments[cut] ?? '') && !perhapsBuilt.test(segments[cut] ?? '')) break
  }
  return found
}

function withoutExtension(target: string): string {
  return target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
}

function usualEntries(name: string | undefined): string[] {
  const bare = name?.replace(/^@[^/]+\//, '') ?? 'index'
  return roots.flatMap((root) => ['index', 'main', 'mod', bare].map((file) => posix.join(root, file)))
}

/** `typesVersions`, which maps subpaths without their `./`, for whatever compiler. */
function versionTargets(versions: unknown, subpath: string, importer: Importer): string[] {
  if (!isRecord(versions)) return []
  return Object.values(versions).flatMap((map) => {
    if (!isRecord(map)) return []
    const entries = Object.entries(map).map(([key, value]) => [`./${key.replace(/^\.\//, '')}`, value] as const)
    return targetsIn(Object.fromEntries(entries), subpath, importer)
  })
}

/** All targets that `exports` or `imports` gives a subpath, those for this importer first. */
function targetsIn(map: unknown, subpath: string, importer: Importer): string[] {
  if (!isRecord(map)) return subpath === '.' ? conditionTargets(map, importer) : []
  const keys = Object.keys(map)
  if (!keys.some((key) => /^[.#]/.test(key))) return subpath === '.' ? conditionTargets(map, importer) : []
  if (subpath in map) return conditionTargets(map[subpath], importer)
  const patterns = keys.filter((key) => key.includes('*') || key.endsWith('/'))
  for (const key of patterns.sort((a, b) => b.length - a.length)) {
    const [before = '', after = ''] = key.includes('*') ? key.split('*') : [key]
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < before.length + after.length)
      continue
    const star = subpath.slice(before.length, subpath.length - after.length)
    return conditionTargets(map[key], importer).map((target) =>
      key.includes('*') ? target.replaceAll('*', () => star) : target + star,
    )
  }
  return []
}

function conditionTargets(value: unknown, importer: Importer): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap((each) => conditionTargets(each, importer))
  if (!isRecord(value)) return []
  return Object.entries(value)
    .map(([condition, target]) => ({ rank: rankOf(condition, importer), target }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ target }) => conditionTargets(target, importer))
}

/** Conditions that lead to source, then those that hold for the importer as they stand, then the others. */
function rankOf(condition: string, { from, isRequire }: Importer): number {
  if (/source|development/.test(condition)) return 0
  if (condition.startsWith('types')) return from === 'typescript' ? 1 : 3
  return ['default', 'node', isRequire ? 'require' : 'import'].includes(condition) ? 1 : 2
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
