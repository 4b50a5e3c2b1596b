import type { Guard, Proposal, ProposalMoment } from '@/lib/synthesis/author'
import { finished } from '@/lib/synthesis/phrase'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'
import { openGiven, type Way } from './given'
import { ground } from './ground'
import { reorder } from './reorder'
import { rewrite } from './rewrite'
import { segment } from './segment'
import { shorten } from './shorten'

const ways: Record<ProposalKind, Way> = { rewrite, segment, shorten, ground, reorder }

/**
 * Another version of a thought, made of what is known of the file, under the guard; the thought itself where there is
 * none. Where the kind that is asked for can do nothing, the next one that may does it, and is named. The same request gives the
 * same text.
 */
export function proposedThought(
  moment: ProposalMoment,
  proposal: Proposal,
  guard: Guard,
): { text: string; kind: ProposalKind } {
  const current = finished(proposal.current)
  const given = openGiven(moment, proposal, guard)
  const first = proposal.kinds.indexOf(proposal.kind) + 1
  for (const kind of [proposal.kind, ...proposal.kinds.slice(first), ...proposal.kinds.slice(0, first)])
    for (const text of ways[kind](given))
      if (finished(text) !== current && guard.ratioOf(text) <= guard.maxCopyRatio) return { text, kind }
  return { text: proposal.current, kind: proposal.kind }
}
