import type { Db } from '@/lib/db/client'
import { loadTexts } from './load-snapshot'
import { listSnapshotFileRows, type SnapshotFile } from './store'
import { loadOutlines, outlineKey } from './store-outlines'

export type StreamedFile = SnapshotFile & { text: string }

const windowBytes = 2 << 20
const windowFiles = 100

/**
 * The included files of a snapshot in writing order, or those that are needed, with texts and outlines; no more of them at
 * a time than a few megabytes.
 */
export async function* streamFiles(
  db: Db,
  snapshotId: string,
  isNeeded: (path: string) => boolean = () => true,
): AsyncGenerator<StreamedFile> {
  const found = (await listSnapshotFileRows(db, snapshotId)).filter(({ path }) => isNeeded(path))
  for (let start = 0; start < found.length; ) {
    let end = start
    for (
      let bytes = 0;
      end < found.length && end < start + windowFiles && (end === start || bytes < windowBytes);
      end++
    )
      bytes += found[end]?.bytes ?? 0
    const window = found.slice(start, end)
    const outlines = await loadOutlines(db, window)
    for await (const [{ parser, ...file }, text] of loadTexts(db, window))
      yield { ...file, outline: outlines.get(outlineKey({ ...file, parser })), text }
    start = end
  }
}
