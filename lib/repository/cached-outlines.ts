import type { Db } from '@/lib/db/client'
import { findParser } from '@/lib/structure/languages'
import type { Outline } from '@/lib/structure/outline'
import type { OutlineReader, TextFile } from '@/lib/structure/read-outlines'
import { loadOutlines, outlineKey } from './store-outlines'

/**
 * Takes the outlines of contents that were parsed before from the database, and reads only the others. `sha256` gives the
 * hash of a path's content in hexadecimal. Nothing is stored here: that belongs to the transaction of the snapshot.
 */
export function cachedOutlines(db: Db, sha256: ReadonlyMap<string, string>, read: OutlineReader): OutlineReader {
  const keyOf = ({ path, text }: TextFile) => ({ sha256: sha256.get(path) ?? '', parser: findParser(path, text) ?? '' })
  return async (files, signal, onRead) => {
    const known = await loadOutlines(db, files.map(keyOf))
    // Contents that lie at several paths are parsed once.
    const missing = new Map<string, TextFile>()
    for (const file of files) {
      const key = outlineKey(keyOf(file))
      if (!known.has(key)) missing.set(key, missing.get(key) ?? file)
    }
    await onRead?.(files.length - missing.size)
    const found = await read([...missing.values()], signal, onRead)
    const fresh = (key: string): Outline | undefined => found.get(missing.get(key)?.path ?? '')
    const outlines = new Map<string, Outline>()
    for (const file of files) {
      const key = outlineKey(keyOf(file))
      const outline = known.get(key) ?? fresh(key)
      if (outline) outlines.set(file.path, outline)
    }
    return outlines
  }
}
