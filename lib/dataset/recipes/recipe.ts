import type { ManifestHead } from '@/lib/dataset/manifest'

/** What a recipe knows of the release. */
export type RecipeFacts = {
  head: ManifestHead
  /** Of the files of the first split, below the folder of the release. */
  glob: string
  isParquet: boolean
  split: string
}

/** The paper's settings, as every recipe cites them. */
export const paperSettings = [
  'Settings of "Understanding by Reconstruction" (arXiv 2603.11103): continued pre-training of Llama-3-8B-Instruct on 20B tokens',
  'with a window of 65,536 tokens; loss on thoughts and actions only, none on observations. What the paper does not say (learning',
  'rate, batch size, warm-up) follows ProLong (arXiv 2410.02660), its baseline: AdamW, 1e-5 with cosine decay to 10%, 10% warm-up, 4M tokens',
  'a batch, RoPE base 8e6 for 64k.',
]

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
  const formats = readable[trainer] ?? []
  if (formats.includes(head.format)) return []
  return [
    `This release is of the format ${head.format}, which this trainer does not read with its loss mask.`,
    `Export the same trajectories as ${formats.join(' or ')}; then this file works as it is.`,
  ]
}

export function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join('')
}
