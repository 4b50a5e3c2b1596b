import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { parseDocument } from '@/lib/trajectory/document'

const Row = z.object({
  text: z.string(),
  id: z.string(),
  metadata: z.looseObject({ no_loss_ranges: z.array(z.tuple([z.number(), z.number()])), repository: z.string() }),
})

export type Document = {
  repository: string
  /** The files that its writes leave, by path. */
  files: Map<string, string>
  /** The stretches without loss, cut by code points. */
  masked: string[]
}

/** Reads an export as a trainer would, and replays the writes of each document. */
export async function readDocuments(file: string): Promise<Document[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => {
    const { text, metadata } = Row.parse(JSON.parse(line))
    const codePoints = Array.from(text)
    const masked = metadata.no_loss_ranges.map(([start, end]) => codePoints.slice(start, end).join(''))
    const files = new Map<string, string>()
    for (const step of parseDocument(text).steps) {
      if (step.tool === 'write' && step.kind === 'act' && step.path !== null) files.set(step.path, step.body)
    }
    return { repository: metadata.repository, files, masked }
  })
}
