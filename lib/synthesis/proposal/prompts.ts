import { z } from 'zod'
import type { Message } from '@/lib/llm/message'
import type { Proposal, ProposalMoment } from '@/lib/synthesis/author'
import { describeFile } from '@/lib/synthesis/describe-facts'
import { system, user } from '@/lib/synthesis/prompts'
import { describeSkeleton, type Skeleton } from '@/lib/synthesis/skeleton'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'

/** Raised whenever a prompt of the search changes; the ledger names it with each call. */
export const searchPromptVersion = 1

export const Paragraph = z.object({
  paragraph: z.string().min(1).describe('What stands in the place of the paragraph, and nothing else of the thought.'),
})

const places: Record<ProposalMoment['before'], string> = {
  read: 'The thought stands before files are read that this file builds on: what is to be looked up there, and what for.',
  write: 'The thought stands right before the file is written: how it will be built, with decisions and risks.',
  edit: 'The thought stands between a check and the next edit: what is still to be done in the file, and why.',
}

const tasks: Record<ProposalKind, string> = {
  rewrite:
    'Think again from the beginning, in 60 to 350 words: other reasons, another way through the parts, more definite where it was vague.',
  segment:
    'Write this one paragraph anew, about as long as it is, so that it fits between the others. Answer with the paragraph alone.',
  shorten:
    'Say the same in about two thirds of the words: keep what decides the shape of the file, leave out what could be said of any file.',
  ground:
    'Keep the thought, and add one to three facts from above that it does not hold yet, each where it belongs and with what follows from it.',
  reorder:
    'Say the same in another order, what matters most for the file first; change no more words than the order needs.',
}

/**
 * Another thought in the place of one. It tells facts, names of constructs and words, no code. `paragraph` is the part
 * that a segment edit is to replace.
 */
export function proposalPrompt(
  { file, before }: ProposalMoment,
  { kind, current, hint, surprising }: Proposal,
  skeleton: Skeleton,
  paragraph?: string,
): Message[] {
  return [
    system,
    user(
      'The file that is worked on:',
      ...describeSkeleton(skeleton),
      describeFile(file),
      places[before],
      `What has been thought so far:\n${current.trim()}`,
      surprising.length > 0
        ? `A reader of this thought would be surprised most by ${surprising.join('; ')}. Think of what makes them expected, without saying how they are written.`
        : '',
      hint ? `A reviewer asks for this: ${hint.trim()}` : '',
      paragraph === undefined ? '' : `The paragraph to replace:\n${paragraph.trim()}`,
      tasks[kind],
    ),
  ]
}
