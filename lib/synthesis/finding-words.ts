import type { Diagnostic, DiagnosticCode } from '@/lib/structure/diagnostic'
import { codes, sentence } from './phrase'
import type { Random } from './random'

/** What a check found, in sentences: each kind of finding once, with what it is about. */
export function findingSentences(findings: readonly Diagnostic[], random: Random): string[] {
  const waiting = findings.filter(({ severity }) => severity === 'warning')
  const byCode = Map.groupBy(
    findings.filter(({ severity }) => severity === 'error'),
    ({ code }) => code,
  )
  const said = [...byCode].map(([code, found]) => sentence(says[code](namesIn(found), found, random)))
  if (waiting.length === 0) return said
  const paths = namesIn(waiting)
  const isOne = paths.length === 1
  const wait = `${codes(paths, 4)} ${isOne ? 'is' : 'are'} still to be written, so ${isOne ? 'that import' : 'those imports'} can wait`
  return [...said, sentence(wait)]
}

type Says = (names: string[], found: readonly Diagnostic[], random: Random) => string

const says: Record<DiagnosticCode, Says> = {
  'missing-export': (names, _found, random) =>
    `${random.pick(['the check misses', 'promised and not there yet:', 'others will look for'])} ${codes(names, 6)}${random.pick(['', ', as I expected at this point'])}`,
  'missing-name': (names, found) =>
    `${codes(names, 6)} cannot be imported as I wrote it, ${found.length === 1 ? 'so that import has' : 'so these imports have'} to change`,
  'unresolved-import': (names) => `nothing in the tree answers to ${codes(names, 4)} yet`,
  'mismatched-signature': (names) =>
    `${codes(names, 6)} ${names.length === 1 ? 'does' : 'do'} not have the planned signature yet`,
  syntax: (_names, found) => `the text does not parse ${lineOf(found)}`,
  'invalid-json': (_names, found) => `it is not valid JSON ${lineOf(found)}`,
  'invalid-yaml': (_names, found) => `the YAML cannot be read ${lineOf(found)}`,
  'invalid-toml': (_names, found) => `the TOML cannot be read ${lineOf(found)}`,
}

function lineOf([first]: readonly Diagnostic[]): string {
  return `around line ${first?.line ?? 1}`
}

const subject: Partial<Record<DiagnosticCode, RegExp>> = {
  'missing-export': /^Missing: (.+) is (?:planned for this file|declared, but not for others)$/,
  'missing-name': /does not export (.+)$|^(.+) has no default export$/,
  'unresolved-import': /^Cannot find (.+)$|^.+ leads to (.+), which is planned/,
  'mismatched-signature': /^(.+?) is declared as/,
}

/** What the messages are about. */
function namesIn(found: readonly Diagnostic[]): string[] {
  const names = found.flatMap(({ code, message }) => subject[code]?.exec(message)?.slice(1).find(Boolean) ?? [])
  return [...new Set(names)]
}
