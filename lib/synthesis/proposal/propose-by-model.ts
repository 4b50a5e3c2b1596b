import type { ChatRequest } from '@/lib/llm/chat-request'
import type { Message } from '@/lib/llm/message'
import type { Guard, Proposal, ProposalMoment, Proposed } from '@/lib/synthesis/author'
import { againPrompt, Words } from '@/lib/synthesis/prompts'
import type { Skeleton } from '@/lib/synthesis/skeleton'
import { openGiven } from './given'
import { Paragraph, proposalPrompt, searchPromptVersion } from './prompts'
import { segmentsOf } from './segment'
import { markerOf, replaceSpan } from './thought-text'

const mostAgain = 2

export type ModelEffects = {
  skeleton: Skeleton
  ask<Value>(
    purpose: string,
    request: ChatRequest<Value>,
  ): Promise<({ value: Value } | { why: string }) & { promptHash: string }>
  /** What is proposed where the model refuses, garbles or copies. */
  instead(): Promise<Proposed>
}

/**
 * What a model proposes, asked again while it says too much of the file. A segment edit is put into the place of the
 * paragraph that the model was given; all else stays. `promptHash` is that of the first question, whoever answers it.
 */
export async function proposeByModel(
  moment: ProposalMoment,
  proposal: Proposal,
  guard: Guard,
  { skeleton, ask, instead }: ModelEffects,
): Promise<Proposed> {
  const { kind, current } = proposal
  const given = openGiven(moment, proposal, guard)
  const [segment] = kind === 'segment' ? segmentsOf(given) : []
  const wanted = kind === 'segment' && !segment ? { ...proposal, kind: 'rewrite' as const } : proposal
  const asked = proposalPrompt(moment, wanted, skeleton, segment?.text)
  // The same words asked again in a later round would be answered from the ledger.
  const seed = (proposal.seed + proposal.round * 64 + proposal.slot) % 0x7fffffff
  const answer = async (purpose: string, messages: Message[]) => {
    const about = `${purpose} of ${moment.file.path} (search prompts ${searchPromptVersion})`
    if (!segment) {
      const found = await ask(about, { messages, schema: Words, seed })
      return { ...found, said: 'value' in found ? found.value.thought.trim() : undefined }
    }
    const found = await ask(about, { messages, schema: Paragraph, seed })
    return { ...found, said: 'value' in found ? found.value.paragraph.trim() : undefined }
  }
  let { said, promptHash } = await answer(kind, asked)
  for (let turn = 0; said !== undefined; turn++) {
    const text = segment ? replaceSpan(current, segment, inPlaceOf(segment.text, said)) : `${said}\n`
    if (said !== '' && guard.ratioOf(text) <= guard.maxCopyRatio) return { text, kind: wanted.kind, promptHash }
    if (turn === mostAgain) break
    said = (await answer(`${kind}, again`, againPrompt(asked, said))).said
  }
  return { ...(await instead()), promptHash }
}

/** The answer as one paragraph or item, as the one that it replaces. */
function inPlaceOf(replaced: string, said: string): string {
  return markerOf(replaced) + said.slice(markerOf(said).length).replace(/\s*\n\s*/g, ' ')
}
