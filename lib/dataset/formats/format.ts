import type { Part } from '@/lib/trajectory/render'
import type { Run, Step } from '@/lib/trajectory/trajectory'
import type { ExportSettings } from './settings'

/** What stands beside a document in every format; keys as data tools write them. */
export type Metadata = {
  trajectory: string
  revision: number
  content_hash: string
  repository: string
  window: string | null
  commit: string
  license: string | null
  author: string
  /** The agent of a foreign trajectory: its calls are those of its own tools. Null for what was synthesized here. */
  harness: string | null
  split: string
  tokens: number
  trained_tokens: number
}

/** A trajectory at a revision, complete, and what a search found out about its thoughts. */
export type Sample = {
  id: string
  metadata: Metadata
  request: string
  runs: readonly Run[]
  steps: readonly Step[]
  /** Its rendering: the one that every format and count is made from. */
  parts: readonly Part[]
  /** Of formats that need them. */
  pairs: readonly Pair[]
}

/** The thought that a search accepted and one that lost against it, with what the search minimizes. */
export type Pair = {
  stepId: string
  optimization: string
  chosen: string
  rejected: string
  chosenNats: number
  rejectedNats: number
  /** Why it lost, as the search says. */
  whyNot: string | null
}

/** A sample under a tokenizer: `trained` holds 1 for every token that loss falls on. */
export type Tokenized = { ids: Uint32Array; trained: Uint8Array }

/** One line of JSONL, or one row of a table. Lists of numbers may be typed arrays (`Numbers`), texts of a table may be UTF-8. */
export type Row = Record<string, unknown>

export type Numbers = Int32Array | Uint32Array | Uint8Array

/** A row as JSON has it. */
export function toPlainRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toPlain(value)]))
}

export function toPlain(value: unknown): unknown {
  const isTyped = value instanceof Int32Array || value instanceof Uint32Array || value instanceof Uint8Array
  return isTyped ? Array.from(value) : value
}

export const containers = ['jsonl', 'parquet', 'each', 'arrays'] as const
/** Lines in shards, tables in shards, a file for each trajectory, or flat arrays of numbers. */
export type Container = (typeof containers)[number]

/** The type of a column as Parquet is told about it. Everything may be null. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'int8'
  | 'int32'
  | 'int64'
  | 'double'
  | { list: Shape }
  | { struct: Record<string, Shape> }

export type Columns = Record<string, Shape>

/** What a format is, in words: this much a browser knows of it. */
export type FormatFacts = {
  title: string
  /** Who reads it. */
  readers: string
  /** Whether what is not trained can be told from what is, and how; or why not. */
  mask: { isKept: boolean; how: string }
  containers: readonly Container[]
  isTokenized: boolean
}

/** A format whose rows are made of one sample at a time. */
export type RowFormat = FormatFacts & {
  kind: 'rows'
  needsPairs: boolean
  columns: Columns
  rows(sample: Sample, settings: ExportSettings): Row[]
}

/** A format that is made of tokens. */
export type TokenFormat = FormatFacts & { kind: 'tokens' }

export type Format = RowFormat | TokenFormat

export const metadataColumns: Columns = {
  trajectory: 'string',
  revision: 'int32',
  content_hash: 'string',
  repository: 'string',
  window: 'string',
  commit: 'string',
  license: 'string',
  author: 'string',
  harness: 'string',
  split: 'string',
  tokens: 'int32',
  trained_tokens: 'int32',
}
