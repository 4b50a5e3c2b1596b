import { breather } from '@/lib/structure/breather'
import { addMinima, minimaOf, noMinima, type Signature, signatureOf } from '@/lib/structure/minhash'

/** A content with what near-duplicates of it are found by. */
export type Sketch = { sha256: Buffer; signature: Signature }

export type Sketches = {
  /** Of each content that says enough, once. */
  contents: Sketch[]
  /** Of all included text together; undefined when all of it is too short. */
  snapshot: Signature | undefined
}

type SketchedFile = { isIncluded: boolean; content: { sha256: Buffer; bytes: Buffer } | undefined }

/** Yields to the event loop, and rejects with the signal's reason soon after it aborts. */
export async function sketchContents(files: readonly SketchedFile[], signal: AbortSignal): Promise<Sketches> {
  const pause = breather(signal)
  const contents = new Map<string, Sketch>()
  const sum = noMinima()
  let isEmpty = true
  for (const { isIncluded, content } of files) {
    const hash = content?.sha256.toString('latin1')
    if (!content || hash === undefined || contents.has(hash)) continue
    await pause()
    const minima = minimaOf(content.bytes)
    if (!minima) continue
    contents.set(hash, { sha256: content.sha256, signature: signatureOf(minima) })
    if (!isIncluded) continue
    addMinima(sum, minima)
    isEmpty = false
  }
  return { contents: [...contents.values()], snapshot: isEmpty ? undefined : signatureOf(sum) }
}
