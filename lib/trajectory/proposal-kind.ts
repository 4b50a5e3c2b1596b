import { z } from 'zod'

/** How a candidate is made from the thought before it; what has paid most comes first (docs/evidence.md). */
export const proposalKinds = ['ground', 'reorder', 'segment', 'rewrite', 'shorten'] as const
export const ProposalKind = z.enum(proposalKinds)
export type ProposalKind = z.infer<typeof ProposalKind>

export const proposalWords: Record<ProposalKind, string> = {
  rewrite: 'The whole thought is written anew.',
  segment: 'One paragraph is written anew, the others stay.',
  shorten: 'The same is said in fewer words.',
  ground: 'True facts of the file and of what it uses are added.',
  reorder: 'The same is said in another order.',
}
