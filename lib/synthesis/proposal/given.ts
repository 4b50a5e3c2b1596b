import type { Guard, Proposal, ProposalMoment } from '@/lib/synthesis/author'
import { openVoice, type Voice } from '@/lib/synthesis/voice'
import { type Interest, openInterest } from './interest'

/** What every way to a proposal is given. */
export type Given = {
  moment: ProposalMoment
  proposal: Proposal
  guard: Guard
  interest: Interest
  /** Tells the rounds and slots of a search apart: each begins elsewhere among the choices. */
  turn: number
  /** The same voice whenever it is asked for with the same number. */
  voice(attempt: number): Voice
}

/** Other versions of a thought, the most wanted first. They may be equal to it, and break the guard. */
export type Way = (given: Given) => Iterable<string>

export function openGiven(moment: ProposalMoment, proposal: Proposal, guard: Guard): Given {
  const { file } = moment
  const { kind, round, slot, seed, hint, surprising } = proposal
  const turn = round * 2 + slot
  return {
    moment,
    proposal,
    guard,
    interest: openInterest(file, hint, surprising),
    turn,
    voice: (attempt) => openVoice(file.order + turn + attempt, seed, 'propose', kind, round, slot, attempt, file.path),
  }
}
