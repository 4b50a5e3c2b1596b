import { z } from 'zod'

export const formatNames = [
  'text',
  'tokens',
  'packed',
  'olmo',
  'messages',
  'sharegpt',
  'segments',
  'atif',
  'adp',
  'sts',
  'dpo',
] as const
export const ReleaseFormat = z.enum(formatNames)
export type ReleaseFormat = z.infer<typeof ReleaseFormat>

export const TokenizerName = z.enum(['llama-3', 'o200k', 'cl100k'])
export type TokenizerName = z.infer<typeof TokenizerName>

const mebibyte = 1 << 20

/** How the files of a release are written. The same settings over the same items give the same bytes. */
export const ExportSettings = z.object({
  /** How files are laid out; left out, the first that the format has. */
  container: z.enum(['jsonl', 'parquet', 'each', 'arrays']).optional(),
  /** Of JSONL; Parquet is always compressed with zstd inside. */
  compression: z.enum(['none', 'gzip', 'zstd']).default('none'),
  /** A file that has reached this size gets no more documents. */
  shardBytes: z
    .int()
    .min(1)
    .max(16 * 1024 * mebibyte)
    .default(512 * mebibyte),
  tokenizer: TokenizerName.default('llama-3'),
  /** Of `messages`: OpenAI wants the arguments of a call as a string of JSON, TRL as an object. */
  toolArguments: z.enum(['string', 'object']).default('string'),
  /** Of `packed`: the most tokens of a pack. */
  packTokens: z.int().min(16).max(1_048_576).default(65_536),
  /** Of `packed`: what becomes of a document that is longer than a pack. */
  overlong: z.enum(['split', 'truncate', 'drop']).default('split'),
  /** Of `dpo`: the least by which the accepted thought beats the other, in nats. */
  minimumMarginNats: z.number().min(0).default(1),
  /** Of `dpo`: the most pairs that one step gives, those with the widest margin first. */
  pairsPerStep: z.int().min(1).max(100).default(4),
  /** Shares of the repositories by split, and who is to be in which whatever its hash says. */
  splits: z
    .object({
      seed: z.string().default('retrace'),
      ratios: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.number().min(0)).default({ train: 1 }),
      /** Names or addresses of repositories, by split. */
      fixed: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.array(z.string())).default({}),
    })
    .prefault({}),
})
export type ExportSettings = z.infer<typeof ExportSettings>
