import { posix } from 'node:path'
import type { LocalPackage } from './manifests'
import type { Probe } from './probe'

type From = 'typescript' | 'javascript'

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
  from: From,
): string | undefined {
  const { main, module, source, types, typings } = manifest
  const isMain = subpath === '.'
  const fields = isMain ? [source, module, main, types, typings].filter((field) => field !== undefined) : []
  const targets = [...exportTargets(manifest.exports, subpath), ...fields]
  const usual = isMain ? usualEntries(manifest.name) : [subpath, ...roots.map((root) => posix.join(root, subpath))]
  return firstFile(folder, targets, usual, probe, from)
}

/** The file that `#name` of a package.json's `imports` leads to; or the package, when it leads outside. */
export function packageImport(
  local: LocalPackage,
  specifier: string,
  probe: Probe,
  from: From,
): string | { name: string } | undefined {
  const targets = exportTargets(local.manifest.imports, specifier)
  const file = firstFile(local.folder, targets.filter(isInside), [], probe, from)
  const outside = targets.find((target) => !isInside(target))
  return file ?? (outside === undefined ? undefined : { name: outside })
}

function isInside(target: string): boolean {
  return target.startsWith('./')
}

function firstFile(folder: string, targets: string[], usual: string[], probe: Probe, from: From): string | undefined {
  const isBuilt = (target: string) => target.split('/').some((segment) => built.test(segment))
  const plain = targets.map((target) => posix.normalize(target)).filter((target) => !target.startsWith('..'))
  const candidates = [
    ...plain.filter((target) => !isBuilt(target)),
    ...plain.flatMap(sourcesOf),
    ...plain.filter(isBuilt),
    ...usual,
  ]
  for (const candidate of candidates) {
    const file = probe(posix.join(folder, candidate), from)
    if (file !== undefined) return file
  }
}

/** `dist/esm/a.mjs` may be built from src/a, src/esm/a, a …: every way to take the build's folders away. */
function sourcesOf(target: string): string[] {
  const segments = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').split('/')
  const found: string[] = []
  for (let cut = 0; cut < segments.length; cut++) {
    const rest = segments.slice(cut).join('/')
    if (cut > 0) found.push(...roots.map((root) => posix.join(root, rest)))
    if (!built.test(segments[cut] ?? '') && !perhapsBuilt.test(segments[cut] ?? '')) break
  }
  return found
}

function usualEntries(name: string | undefined): string[] {
  const bare = name?.replace(/^@[^/]+\//, '') ?? 'index'
  return roots.flatMap((root) => ['index', 'main', 'mod', bare].map((file) => posix.join(root, file)))
}

/** All targets that `exports` or `imports` gives a subpath, source conditions first, declarations last. */
function exportTargets(map: unknown, subpath: string): string[] {
  if (!isRecord(map)) return subpath === '.' ? conditionTargets(map) : []
  const keys = Object.keys(map)
  if (!keys.some((key) => /^[.#]/.test(key))) return subpath === '.' ? conditionTargets(map) : []
  if (subpath in map) return conditionTargets(map[subpath])
  const patterns = keys.filter((key) => key.includes('*') || key.endsWith('/'))
  for (const key of patterns.sort((a, b) => b.length - a.length)) {
    const [before = '', after = ''] = key.includes('*') ? key.split('*') : [key]
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < before.length + after.length)
      continue
    const star = subpath.slice(before.length, subpath.length - after.length)
    return conditionTargets(map[key]).map((target) =>
      key.includes('*') ? target.replaceAll('*', () => star) : target + star,
    )
  }
  return []
}

function conditionTargets(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(conditionTargets)
  if (!isRecord(value)) return []
  const rank = (condition: string) => (/source|development/.test(condition) ? 0 : condition.startsWith('types') ? 2 : 1)
  return Object.entries(value)
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, target]) => conditionTargets(target))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
