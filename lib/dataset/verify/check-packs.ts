import { z } from 'zod'
import { shardsOf } from '@/lib/dataset/manifest'
import type { ReadHead } from '@/lib/dataset/read-manifest'
import { openTokenizer } from '@/lib/dataset/tokenizers/tokenizer'
import type { Expected } from './expected'
import { attempt, type Findings, startFindings } from './findings'
import { type Matched, openMatcher } from './match-pieces'
import { readPack } from './read-pack'
import { readRows } from './read-rows'

const Packing = z.object({
  packs: z.int(),
  pack_tokens: z.int(),
  tokens: z.int(),
  fill_rate: z.number(),
  split_documents: z.int(),
  truncated_documents: z.int(),
  dropped_documents: z.int(),
})
type Packing = z.infer<typeof Packing>

/**
 * Every pack is sound, every document that lies in one whole is one of the manifest, token by token, and so is every one
 * that is split over several, as far as its pieces can be joined; and the packs are as many and as full as the manifest says.
 */
export async function checkPacks(folder: string, manifest: ReadHead, items: readonly Expected[]): Promise<Findings> {
  const { settings } = manifest
  const findings = startFindings()
  const matcher = openMatcher(settings, openTokenizer(settings.tokenizer), items, findings)
  let [packs, tokens] = [0, 0]
  let split: string | undefined
  for (const file of shardsOf(manifest)) {
    if (file.split !== split) matcher.endSplit(file.split ?? '')
    split = file.split
    for await (const { row, where } of readRows(folder, manifest, file, findings)) {
      packs += 1
      const pack = attempt(findings, where, () => readPack(row, settings.packTokens))
      tokens += pack?.tokens ?? 0
      for (const piece of pack?.pieces ?? []) matcher.add(piece, `${where}, token ${piece.start}`)
    }
  }
  matcher.endSplit('')
  const { matched } = matcher
  const dropped = settings.overlong === 'drop' ? manifest.documents - matched.whole : 0
  findings.problems.push(
    ...checkSummary(manifest, {
      packs,
      pack_tokens: settings.packTokens,
      tokens,
      fill_rate: packs === 0 ? 0 : tokens / (packs * settings.packTokens),
      split_documents: matched.split,
      truncated_documents: matched.truncated,
      dropped_documents: dropped,
    }),
    ...checkLeft(manifest, matched, matcher.left()),
  )
  findings.hashedDocuments = matched.whole + matched.joined
  findings.unproven.push(...unprovenOf(manifest, matched))
  return findings
}

function checkSummary({ packing }: ReadHead, found: Packing): string[] {
  const { data: expected } = Packing.safeParse(packing)
  if (!expected) return ['The manifest does not say how the documents are packed.']
  // Both have the same names.
  const names = Object.keys(found) as (keyof Packing)[]
  return names.flatMap((name) =>
    found[name] === expected[name]
      ? []
      : [`The manifest says ${name} ${expected[name]}, and the packs ${found[name]}.`],
  )
}

/** What is not in the files has to be longer than a pack, where that is known, and as many as the manifest says. */
function checkLeft({ settings, packing }: ReadHead, matched: Matched, left: readonly Expected[]): string[] {
  const { overlong, packTokens, tokenizer } = settings
  const allowed = { split: matched.unjoined, truncate: matched.truncated, drop: packing?.dropped_documents ?? 0 }[
    overlong
  ]
  // With the tokens that begin and end a document.
  const isLong = ({ tokens }: Expected) => tokenizer !== 'llama-3' || tokens + 2 > packTokens
  const mayLack = (item: Expected) => allowed > 0 && isLong(item)
  const lacking = left.filter(mayLack).length
  return [
    ...left
      .filter((item) => !mayLack(item))
      .map(({ trajectory }) => `Trajectory ${trajectory} is not in the files as the manifest has it.`),
    ...(lacking === allowed
      ? []
      : [`The packs lack ${lacking} documents whole, where ${allowed} are too long for one.`]),
  ]
}

function unprovenOf({ settings, packing }: ReadHead, { joined, unjoined, truncated, untold }: Matched): string[] {
  const dropped = packing?.dropped_documents ?? 0
  const { tokenizer } = settings
  const sentences: [boolean, string][] = [
    [
      truncated > 0,
      `${truncated} documents are cut off: no hash can be made of what is left, so nothing says which they are.`,
    ],
    [untold > 0, `Whether loss falls on ${untold} tokens where documents are cut off cannot be told.`],
    [dropped > 0, `${dropped} documents are too long for a pack and in no file: nothing of them can be checked.`],
    [
      unjoined > 0,
      `${unjoined} documents are split, too many to try which pieces belong together: they were not hashed.`,
    ],
    [
      joined + truncated > 0,
      `Of ${joined + truncated} documents longer than a pack, tokens were decoded only, not made again from the text.`,
    ],
    [
      tokenizer !== 'llama-3',
      `The manifest counts Llama-3 tokens, and the packs hold ${tokenizer}: they were not counted again.`,
    ],
  ]
  return sentences.flatMap(([holds, sentence]) => (holds ? [sentence] : []))
}
