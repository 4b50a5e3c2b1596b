import { z } from 'zod'

/**
 * What has to hold of a trajectory. Its files are the included ones of its snapshot, or those of its window; the tree that
 * it works on is empty at first, or holds what the window is given, which has to stay as it is.
 * - `replays`: writing and editing in step order yields its files, byte for byte.
 * - `causal`: a read sees only files that are given or written already; a sub-agent writes only its own file.
 * - `grounded`: every observation equals what the tool would really return.
 * - `complete`: each of its files is written and ends at its final content.
 * - `original`: the copy ratio of every thought is under the threshold.
 */
export const verifierNames = ['replays', 'causal', 'grounded', 'complete', 'original'] as const

/**
 * One verifier's result; `why` says in a sentence where it fails first. `holds` is null where there is nothing that it could
 * be held against, and `why` says so: that is neither a success nor a failure.
 */
export const VerifierResult = z.object({ holds: z.boolean().nullable(), why: z.string().nullable() })

export const Verifiers = z.object({
  replays: VerifierResult,
  causal: VerifierResult,
  grounded: VerifierResult,
  complete: VerifierResult,
  original: VerifierResult,
})

export type VerifierName = (typeof verifierNames)[number]
export type VerifierResult = z.infer<typeof VerifierResult>
export type Verifiers = z.infer<typeof Verifiers>

export function everyHolds(verifiers: Verifiers): boolean {
  return verifierNames.every((name) => verifiers[name].holds)
}

/** What was looked at and found wrong. */
export function listFailing(verifiers: Verifiers): VerifierName[] {
  return verifierNames.filter((name) => verifiers[name].holds === false)
}

/** What could not be looked at. */
export function listUnapplied(verifiers: Verifiers): VerifierName[] {
  return verifierNames.filter((name) => verifiers[name].holds === null)
}

/** Whether there is nothing at all that the trajectory could be held against: another agent made it. */
export function isUnverifiable(verifiers: Verifiers): boolean {
  return listUnapplied(verifiers).length === verifierNames.length
}

/** Of a trajectory that none of the verifiers applies to. */
export function noneApplies(why: string): Verifiers {
  const result = { holds: null, why }
  return { replays: result, causal: result, grounded: result, complete: result, original: result }
}

/**
 * The number that lists keep of a revision: a bit for each verifier that fails, in the order of their names, and as many
 * bits higher one for each that does not apply.
 */
export const outcomeBits = {
  failing: (name: VerifierName) => 1 << verifierNames.indexOf(name),
  unapplied: (name: VerifierName) => 1 << (verifierNames.length + verifierNames.indexOf(name)),
}
/** All bits of what fails. */
export const anyFailing = (1 << verifierNames.length) - 1
