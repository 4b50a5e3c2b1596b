import type { Row } from '@/lib/dataset/formats/format'
import type { TokenHead } from '@/lib/dataset/formats/tokens'
import type { TokenBytes } from '@/lib/dataset/tokenizers/token-bytes'
import type { RowGroup } from './row-group'

/** What comes of one document, or of one pack: lines of JSON, or tokens. */
export type Payload = { lines: Buffer; rows: number } | { tokens: TokenBytes; head: TokenHead } | { row: Row }

/**
 * How the files of a shard are made: block by block, so that one that was killed goes on at the last block whose bytes are
 * safely on the disk. The same blocks give the same bytes, whenever they are made.
 */
export type Encoding = {
  /** The endings of the files of a shard; most have one. */
  endings: readonly string[]
  /** A block ends with the document that reaches one of these; so a block is also what has to fit into memory. */
  blockBytes: number
  blockDocuments: number
  /** What can be done before it is known in which shard the block comes: compression, which takes threads of its own. */
  prepare(payloads: readonly Payload[]): Promise<Prepared>
  /** `state` is what `state()` said after the last block that is kept, null for a new shard. */
  openShard(state: string | null, bytes: readonly number[]): ShardEncoder
}

/** What goes into each file, in pieces, and of tables what their footer says about it. */
export type Prepared = { rows: number; chunks: Buffer[][]; group?: RowGroup }

export type ShardEncoder = {
  /** The first bytes of each file of a new shard. */
  header(): Buffer[][]
  append(block: Prepared): Buffer[][]
  footer(): Buffer[][]
  /** All that has to be known to go on, besides the bytes. */
  state(): string
}

export const nothing: Buffer[] = []
