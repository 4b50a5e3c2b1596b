import { z } from 'zod'
import { atif } from './atif'
import { claudeCode } from './claude-code'
import { codex } from './codex'
import type { ForeignFormat, RecordKind } from './format'
import { openHandsV0 } from './openhands-v0'
import { openHandsV1 } from './openhands-v1'
import { rows } from './rows'
import { sts } from './sts'
import { sweAgent } from './swe-agent'

export const ForeignFormatName = z.enum([
  'atif',
  'sts',
  'codex',
  'claude-code',
  'openhands-v1',
  'openhands-v0',
  'swe-agent',
  'rows',
])
export type ForeignFormatName = z.infer<typeof ForeignFormatName>

/** In the order in which they are tried: those that say more of themselves first. */
export const foreignFormats: Record<ForeignFormatName, ForeignFormat> = {
  atif,
  sts,
  codex,
  'claude-code': claudeCode,
  'openhands-v1': openHandsV1,
  'openhands-v0': openHandsV0,
  'swe-agent': sweAgent,
  rows,
}

/** The format that a record is of, and what it is to it; undefined when no format knows it. */
export function detectFormat(record: unknown): { name: ForeignFormatName; kind: RecordKind } | undefined {
  for (const name of ForeignFormatName.options) {
    const kind = foreignFormats[name].recognize(record)
    if (kind) return { name, kind }
  }
  return undefined
}
