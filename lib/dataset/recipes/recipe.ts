import { formats } from '@/lib/dataset/formats/catalog'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import type { ManifestHead } from '@/lib/dataset/manifest'

/** What a recipe knows of the release. */
export type RecipeFacts = {
  head: ManifestHead
  /** Of the files of the split that is trained on, below the folder of the release. */
  glob: string
  isParquet: boolean
  split: string
  /** Of the files to validate with, where the release has some. */
  validationGlob: string | undefined
}

/** The paper's settings, as every recipe cites them. */
export const paperSettings = [
  'Settings of "Understanding by Reconstruction" (arXiv 2603.11103): continued pre-training of Llama-3-8B-Instruct on 20B tokens',
  'with a window of 65,536 tokens; loss on thoughts and actions only, none on observations. What the paper does not say (learning',
  'rate, batch size, warm-up) follows ProLong (arXiv 2410.02660), its baseline: AdamW, 1e-5 with cosine decay to 10%, 10% warm-up, 4M tokens',
  'a batch, RoPE base 8e6 for 64k.',
]

const batchTokens = 4_194_304

/** How many sequences of a length make the paper's batch. */
export function batchSize(length: number): number {
  return Math.max(1, Math.round(batchTokens / length))
}

/** Which format each trainer reads with its mask. */
export const readable: Record<string, readonly string[]> = {
  axolotl: ['segments', 'messages', 'tokens', 'dpo'],
  trl: ['messages', 'tokens', 'dpo'],
  megatron: ['packed'],
  olmo: ['olmo'],
  datatrove: ['text'],
}

/** Says what to do when the release is of a format that this trainer does not read with its mask. */
export function mismatch(trainer: keyof typeof readable, { head }: RecipeFacts): string[] {
  const names = readable[trainer] ?? []
  if (names.includes(head.format)) return []
  return [
    `This release is of the format ${head.format}, which this trainer does not read with its loss mask.`,
    `Export the same trajectories as ${names.join(' or ')}: this file of that release is ready to run.`,
  ]
}

/** Where to get the tokenizer of the ids on the Hub. */
export const hubTokenizers: Record<TokenizerName, string> = {
  'llama-3': 'meta-llama/Meta-Llama-3-8B',
  o200k: 'Xenova/gpt-4o',
  cl100k: 'Xenova/gpt-4',
}

/** Ids of another vocabulary than the one of the model that recipes name. */
export function vocabularyNote({ head: { format, settings } }: RecipeFacts): string[] {
  if (!formats[format].isTokenized || settings.tokenizer === 'llama-3') return []
  return [
    `The ids in this release are those of ${settings.tokenizer}, which Llama 3 does not have: put a model with that vocabulary in the place`,
    'of the one below.',
  ]
}

export function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join('')
}
