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

/** One verifier's result; `why` says in a sentence where it fails first. */
export const VerifierResult = z.object({ holds: z.boolean(), why: z.string().nullable() })

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
