import { open } from 'node:fs/promises'
import path from 'node:path'
import type { ReadHead } from '@/lib/dataset/read-manifest'
import type { ReleaseFile } from '@/lib/dataset/release'
import type { Findings } from './findings'

const idsPerRead = 1 << 16

/** A document of flat arrays: with its end, and 1 in the mask where loss falls. */
type ArrayDocument = { where: string; ids: number[]; mask: number[] }

/**
 * The documents of a file of ids and of the label mask beside it; each ends with `end`, and no other place has it. The mask
 * itself gives none. Finds out whether the two are of one length, and hold as many documents as the manifest says.
 */
export async function* readArrays(
  folder: string,
  { files }: Pick<ReadHead, 'files'>,
  file: ReleaseFile,
  end: number,
  { problems }: Findings,
): AsyncGenerator<ArrayDocument> {
  if (!file.path.endsWith('.tokens.bin')) return
  const masks = files.find(({ path: name }) => name === file.path.replace(/\.tokens\.bin$/, '.label_mask.bin'))
  if (!masks) return void problems.push(`${file.path} has no label mask beside it.`)
  if (file.bytes !== 4 * masks.bytes)
    return void problems.push(`${file.path} has ${file.bytes / 4} tokens, and ${masks.path} ${masks.bytes} places.`)
  const handles = await Promise.all([file, masks].map(({ path: name }) => open(path.join(folder, name))))
  const [idBytes, flags] = [Buffer.alloc(4 * idsPerRead), Buffer.alloc(idsPerRead)]
  let documents = 0
  let [ids, mask]: [number[], number[]] = [[], []]
  try {
    for (let start = 0; start < masks.bytes; start += idsPerRead) {
      await handles[0]?.read(idBytes, 0, idBytes.length, 4 * start)
      await handles[1]?.read(flags, 0, flags.length, start)
      for (let at = 0; at < Math.min(idsPerRead, masks.bytes - start); at += 1) {
        const id = idBytes.readUInt32LE(4 * at)
        ids.push(id)
        const flag = flags[at] ?? 0
        mask.push(flag)
        if (flag > 1) problems.push(`${masks.path} has ${flag} at token ${start + at}.`)
        if (id !== end) continue
        documents += 1
        yield { where: `Document ${documents} of ${file.path}`, ids, mask }
        ids = []
        mask = []
      }
    }
  } finally {
    for (const handle of handles) await handle.close()
  }
  if (ids.length > 0) problems.push(`${file.path} ends with ${ids.length} tokens of a document that does not end.`)
  if (file.rows !== undefined && documents !== file.rows)
    problems.push(`${file.path} has ${documents} documents, where the manifest has ${file.rows}.`)
}
