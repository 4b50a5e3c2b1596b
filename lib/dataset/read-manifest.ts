import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { ExportSettings, ReleaseFormat } from './formats/settings'
import { linesOf } from './lines-of'
import { ReleaseFile } from './release'

const Head = z.looseObject({
  manifest_version: z.literal(1),
  release: z.string(),
  format: ReleaseFormat,
  container: z.enum(['jsonl', 'parquet', 'each', 'arrays']),
  settings: ExportSettings,
  documents: z.int(),
  tokens: z.number(),
  trained_tokens: z.number(),
  splits: z.record(z.string(), z.object({ documents: z.int(), tokens: z.number() })),
  packing: z.looseObject({ truncated_documents: z.int(), dropped_documents: z.int() }).nullable(),
  files: z.array(ReleaseFile),
})

const Item = z.looseObject({
  trajectory: z.string(),
  content_hash: z.string(),
  split: z.string(),
  tokens: z.int(),
  trained_tokens: z.int(),
})

export type ReadHead = z.infer<typeof Head>
export type ReadItem = z.infer<typeof Item>

const beginOfItems = '  "items": ['
const endOfItems = '  ]'

/**
 * The head of a manifest; each item, a line of its own, goes to `onItem`, so that no more than one of them is in memory.
 * Throws `invalid` where there is none, or where it is not as `renderManifest` writes it.
 */
export async function readManifest(folder: string, onItem: (item: ReadItem) => void): Promise<ReadHead> {
  const file = path.join(folder, 'manifest.json')
  await access(file).catch((cause) => {
    throw new AppError('invalid', `There is no release in ${folder}: it has no manifest.json.`, { cause })
  })
  try {
    return await readLines(file, onItem)
  } catch (cause) {
    throw new AppError('invalid', `The manifest in ${folder} cannot be read.`, { cause })
  }
}

async function readLines(file: string, onItem: (item: ReadItem) => void): Promise<ReadHead> {
  const head: string[] = []
  let part: 'head' | 'items' | 'end' = 'head'
  for await (const line of linesOf(createReadStream(file))) {
    if (line === beginOfItems && part === 'head') part = 'items'
    else if (line === endOfItems && part === 'items') part = 'end'
    else if (part === 'head') head.push(line)
    else if (part === 'items') onItem(Item.parse(JSON.parse(withoutComma(line))))
  }
  if (part !== 'end') throw new Error('The manifest breaks off.')
  return Head.parse(JSON.parse(`${withoutComma(head.join('\n'))}\n}`))
}

function withoutComma(text: string): string {
  return text.endsWith(',') ? text.slice(0, -1) : text
}
