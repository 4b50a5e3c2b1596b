import { z } from 'zod'

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
