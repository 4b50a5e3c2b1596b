import { z } from 'zod'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import { shardsOf } from '@/lib/dataset/manifest'
import type { ReadHead } from '@/lib/dataset/read-manifest'
import { type Expected, requireSame } from './expected'
import { attempt, type Findings, startFindings } from './findings'
import { elementsOf } from './read-loss'
import { readRows } from './read-rows'

const Pair = z.object({
  prompt: z.string(),
  chosen: z.string(),
  rejected: z.string(),
  score_chosen: z.number(),
  score_rejected: z.number(),
  margin: z.number(),
  id: z.string(),
  metadata: z.looseObject({ split: z.string(), step: z.int() }),
})
type Pair = z.infer<typeof Pair>

/**
 * Every pair is of a document of the manifest, stands where its id says, and keeps what the settings ask for. The prompts of
 * a document go on from each other, so that all of its rows tell the same beginning of it.
 */
export async function checkPairs(folder: string, manifest: ReadHead, items: readonly Expected[]): Promise<Findings> {
  const findings = startFindings()
  const sequence = openSequence(items)
  for (const file of shardsOf(manifest))
    for await (const { row, where } of readRows(folder, manifest, file, findings))
      attempt(findings, where, () => {
        const pair = readPair(row)
        const { item, last, ofStep } = sequence.add(pair)
        requireItem(pair, item, file.split)
        requireScores(pair, manifest.settings)
        if (ofStep > manifest.settings.pairsPerStep)
          throw new Error(`step ${pair.metadata.step} has more than ${manifest.settings.pairsPerStep} pairs.`)
        requirePlace(pair)
        if (last) requireSuccession(last, pair)
      })
  return { ...findings, unproven: unprovenOf(items.length, sequence.documents()) }
}

/** A pair after another one of its document, and how many of its step there are by now. */
type Placed = { item: Expected; last: Pair | undefined; ofStep: number }

/** The pairs of a document stand together, and count up from 0: so each of them is there once. */
function openSequence(items: readonly Expected[]): { add(pair: Pair): Placed; documents(): number } {
  const byId = new Map(items.map((item) => [item.id, item]))
  const begun = new Set<string>()
  let current: (Placed & { next: number }) | undefined
  return {
    add(pair) {
      const { id, number } = readId(pair.id)
      const item = byId.get(id)
      if (!item) throw new Error(`no document of the manifest is called ${id}.`)
      const before = current?.item === item ? current : undefined
      if (!before && begun.has(id)) throw new Error(`the pairs of ${id} do not stand together.`)
      begun.add(id)
      const last = before?.last
      const ofStep = before && last?.metadata.step === pair.metadata.step ? before.ofStep + 1 : 1
      current = { item, last: pair, ofStep, next: number + 1 }
      const expected = before?.next ?? 0
      if (number !== expected)
        throw new Error(`its id is ${pair.id}, and pair ${expected} of this document comes here.`)
      return { item, last, ofStep }
    },
    documents: () => begun.size,
  }
}

function readPair(row: unknown): Pair {
  const { data, error } = Pair.safeParse(row)
  if (data) return data
  const [issue] = error.issues
  throw new Error(`${issue?.path.join('.')} cannot be read: ${issue?.message}.`)
}

/** `<document>/<step>/<number>`, as formats/dpo.ts has it. */
function readId(id: string): { id: string; number: number } {
  const [, document, number] = /^(.+)\/\d+\/(\d+)$/.exec(id) ?? []
  if (document === undefined) throw new Error(`its id is ${id}, which names no pair.`)
  return { id: document, number: Number(number) }
}

function requireItem({ id, metadata }: Pair, item: Expected, split: string | undefined): void {
  if (id.split('/').at(-2) !== String(metadata.step)) throw new Error(`its id is ${id}, and its step ${metadata.step}.`)
  requireSame(item, item.id, metadata)
  if (split !== item.split)
    throw new Error(`trajectory ${item.trajectory} is of the split ${item.split}, not of ${split}.`)
}

/** The margin was made by the same subtraction, so that it is the same number. */
function requireScores(
  { score_chosen, score_rejected, margin }: Pair,
  { minimumMarginNats }: Pick<ExportSettings, 'minimumMarginNats'>,
): void {
  if (margin !== score_chosen - score_rejected)
    throw new Error(`its margin is ${margin}, and its scores are ${score_chosen - score_rejected} apart.`)
  if (margin < minimumMarginNats) throw new Error(`its margin is ${margin}, less than ${minimumMarginNats}.`)
}

function requirePlace({ prompt, chosen, rejected, metadata }: Pair): void {
  if (chosen === rejected) throw new Error('what was chosen and what was rejected are the same.')
  if (!isThought(chosen)) throw new Error('what was chosen is no thought.')
  if (!isThought(rejected)) throw new Error('what was rejected is no thought.')
  const steps = countSteps(prompt)
  if (steps !== metadata.step) throw new Error(`its prompt has ${steps} steps, and its step is ${metadata.step}.`)
}

function isThought(text: string): boolean {
  return elementsOf(text, 'within')?.join() === 'think'
}

function countSteps(prompt: string): number {
  const names = elementsOf(prompt, 'beginning')
  if (!names) throw new Error('its prompt is no beginning of a rendered trajectory, up to where a step begins.')
  return names.filter((name) => name !== 'request' && name !== 'run').length
}

/** Pairs of a document go by step, those of a step by margin; what was chosen is what the document has. */
function requireSuccession(last: Pair, pair: Pair): void {
  if (pair.metadata.step < last.metadata.step)
    throw new Error(`step ${pair.metadata.step} comes after step ${last.metadata.step}.`)
  if (pair.metadata.step === last.metadata.step) {
    if (pair.prompt !== last.prompt)
      throw new Error('its prompt is not that of the row before, which is of the same step.')
    if (pair.chosen !== last.chosen) throw new Error('what was chosen is not what it is in the row before.')
    if (pair.margin > last.margin) throw new Error('its margin is wider than that of the row before.')
  } else if (!pair.prompt.startsWith(last.prompt + last.chosen))
    throw new Error('its prompt does not go on from the row before, which is of the same document.')
}

function unprovenOf(documents: number, begun: number): string[] {
  const without = documents - begun
  return [
    'Rows hold documents up to a thought only: no content hash can be made of them.',
    'Scores are what the search measured: the files cannot tell whether they are right.',
    ...(without > 0 ? [`${without} documents gave no pair and are in no row: nothing of them can be checked.`] : []),
  ]
}
