import { maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import { entryCopyRatio } from '@/lib/trajectory/originality'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import type { Facts, FileFacts } from './facts'

const mostListed = 12

/**
 * Where a plan does not agree with the files that it is for, with what they use and with what they declare, as sentences;
 * none when it does.
 */
export function findPlanProblems(entries: readonly PlanEntry[], files: readonly FileFacts[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]))
  const planned = new Map(entries.map((entry) => [entry.path, entry]))
  const places = new Map(entries.map((entry, place) => [entry.path, place]))
  const problems: string[] = []
  for (const path of planned.keys()) if (!known.has(path)) problems.push(`${path} is not among the files.`)
  if (planned.size < entries.length) problems.push('Some file has more than one entry.')
  for (const file of files) {
    const { path, needs } = file
    const entry = planned.get(path)
    if (!entry) {
      problems.push(`${path} has no entry.`)
      continue
    }
    const used = new Set(needs.filter((need) => need.isWritten).map((need) => need.path))
    const missing = [...used].filter((each) => !entry.dependencies.includes(each))
    const wrong = entry.dependencies.filter((each) => !used.has(each))
    const late = [...used].filter((each) => (places.get(each) ?? -1) > (places.get(path) ?? 0))
    if (missing.length > 0) problems.push(`${path} also uses ${listed(missing)}.`)
    if (wrong.length > 0) problems.push(`${path} does not use ${listed(wrong)}.`)
    if (late.length > 0) problems.push(`${path} comes before ${listed(late)}, which it uses.`)
    problems.push(...promiseProblems(entry, file))
  }
  return problems
}

/** What is wrong with what an entry promises. */
function promiseProblems(entry: PlanEntry, file: FileFacts): string[] {
  const invented = inventedNames(entry, file)
  return [
    ...(invented.length > 0
      ? [`The interface of ${file.path} names ${listed(invented)}, which it does not have.`]
      : []),
    ...(isBlank(entry.interface) ? [`${file.path} has no interface.`] : []),
    ...(isBlank(entry.check) ? [`${file.path} does not say how it will be checked.`] : []),
  ]
}

const listed = (names: readonly string[]) => names.slice(0, mostListed).join(', ')
const isBlank = (text: string | undefined) => tidy(text) === ''
const tidy = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

/** Names as words show them: between backticks, before a parenthesis, or with a hump or an underscore inside. */
const marked = /`([^`]+)`|([\p{L}_$][\p{L}\p{N}_$]*)\(|\b(\p{Ll}+\p{Lu}[\p{L}\p{N}]*|[\p{L}\p{N}]+_[\p{L}\p{N}_]+)\b/gu
const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu
/** Words of every language, which no file has to declare. */
const common =
  /^(?:string|number|integer|int|float|double|bool|boolean|byte|char|bytes|list|array|map|dict|set|tuple|object|promise|future|error|exception|null|none|nil|undefined|true|false|void|any|unknown|async|await|default|import|export|self|this|new)s?$/i

/** Names in an interface that nothing known of the file holds. Of a file that declares nothing, nothing is known. */
function inventedNames(entry: PlanEntry, file: FileFacts): string[] {
  if (file.symbols.length === 0) return []
  const known = new Set(JSON.stringify(file).match(identifier))
  const said = Array.from(
    tidy(entry.interface).matchAll(marked),
    ([, quoted, called, shaped]) => quoted ?? called ?? shaped,
  )
  const names = said.flatMap((name) => name?.match(identifier) ?? [])
  return [...new Set(names)].filter((name) => !known.has(name) && !common.test(name))
}

/**
 * A plan with every file once, in writing order, with what it truly uses: the order and the dependencies are the
 * graph's. Words that are missing or speak of what is not there are those of `own`, and so are all words of an entry that
 * gives away too much of its file.
 */
export function mendPlan(entries: readonly PlanEntry[], own: readonly PlanEntry[], facts: Facts): PlanEntry[] {
  const planned = new Map(entries.map((entry) => [entry.path, entry]))
  return own.map((entry) => {
    const said = planned.get(entry.path)
    if (!said) return entry
    const isTrue = inventedNames(said, facts.of(entry.path)).length === 0
    const mended = {
      ...entry,
      purpose: tidy(said.purpose) || entry.purpose,
      interface: (isTrue && tidy(said.interface)) || entry.interface,
      check: tidy(said.check) || entry.check,
    }
    const content = facts.fileOf.get(entry.path)?.content ?? ''
    return entryCopyRatio(content, mended) <= maxCopyRatio ? mended : entry
  })
}
