import { z } from 'zod'
import type { PlanEntry, Step } from '@/lib/trajectory/trajectory'

/** What is taken out of a document's text, by whose decision. */
export const Mask = z.object({
  check: z.string(),
  rule: z.string(),
  literal: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Mask = z.infer<typeof Mask>

/** Shorter lines of what is masked say nothing by themselves, and may stand anywhere. */
const leastLine = 8

type Words = { literal: string; stand: string }

/**
 * Each literal line by line: a partial read may show some lines of a key only, and with the number of lines the line
 * numbers of later reads stay true. The longest come first, so that one that holds another is not torn.
 */
function wordsOf(masks: readonly Pick<Mask, 'rule' | 'literal'>[]): Words[] {
  return masks
    .flatMap(({ rule, literal }) => {
      const lines = literal.includes('\n') ? literal.split(/\r?\n/) : [literal]
      return lines
        .filter((line) => lines.length === 1 || line.trim().length >= leastLine)
        .map((line) => ({ literal: line, stand: `[masked: ${rule}]` }))
    })
    .filter(({ literal }) => literal !== '')
    .sort((a, b) => b.literal.length - a.literal.length || (a.literal < b.literal ? -1 : 1))
}

function replaced(text: string, words: readonly Words[]): string {
  return words.reduce((masked, { literal, stand }) => masked.replaceAll(literal, () => stand), text)
}

export function maskText(text: string, masks: readonly Pick<Mask, 'rule' | 'literal'>[]): string {
  return masks.length === 0 ? text : replaced(text, wordsOf(masks))
}

/** The trajectory with every occurrence of what is masked taken out of all that is written or said; paths stay. */
export function maskSample(
  { request, steps }: { request: string; steps: readonly Step[] },
  masks: readonly Pick<Mask, 'rule' | 'literal'>[],
): { request: string; steps: Step[] } {
  const words = wordsOf(masks)
  const of = (text: string) => replaced(text, words)
  return { request: of(request), steps: steps.map((step) => maskStep(step, of)) }
}

function maskStep(step: Step, of: (text: string) => string): Step {
  const { plan } = step.args
  return {
    ...step,
    text: step.text === null ? null : of(step.text),
    content: step.content === null ? null : of(step.content),
    args: plan
      ? { ...step.args, plan: { requirements: plan.requirements.map(of), files: plan.files.map(maskEntry(of)) } }
      : step.args,
  }
}

function maskEntry(of: (text: string) => string) {
  return (entry: PlanEntry): PlanEntry => ({
    ...entry,
    purpose: of(entry.purpose),
    interface: entry.interface === undefined ? undefined : of(entry.interface),
    check: entry.check === undefined ? undefined : of(entry.check),
  })
}
