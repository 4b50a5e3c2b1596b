import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Keeps a value that JSON can hold, and gives what brings it back. */
export type Keep = <Value>(value: Value) => () => Value

export const keepInMemory: Keep = (value) => () => value

export type Shelf = { keep: Keep; close(): void }

/** In bytes of JSON: as objects, values take some times as much. */
const nearBytes = 2 << 20

/**
 * Keeps values outside of memory, in a file without a name that is gone with its process, however that ends; those asked
 * for last stay at hand. Values come back as equal ones, and are not to be changed.
 */
export function openShelf(): Shelf {
  const file = openNameless()
  const near = new Map<number, { value: unknown; bytes: number }>()
  const read = openReader(file)
  let end = 0
  let used = 0

  const recall = (start: number, bytes: number): unknown => {
    const known = near.get(start)
    near.delete(start)
    const value = known ? known.value : JSON.parse(read(start, bytes))
    near.set(start, { value, bytes })
    if (!known) used += bytes
    for (const [other, { bytes }] of near) {
      if (used <= nearBytes || other === start) break
      near.delete(other)
      used -= bytes
    }
    return value
  }
  return {
    keep<Value>(value: Value) {
      const json = JSON.stringify(value)
      if (json === undefined) return () => value
      const [start, bytes] = [end, writeAll(file, Buffer.from(json), end)]
      end += bytes
      // JSON gives back what was put in.
      return () => recall(start, bytes) as Value
    },
    close: () => closeSync(file),
  }
}

function openNameless(): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'retrace-shelf-'))
  try {
    return openSync(path.join(folder, 'shelf'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeAll(file: number, bytes: Buffer, start: number): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, start + done)
  return bytes.length
}

/** Reads by way of one buffer: a new one for each value would pile up outside of the heap. */
function openReader(file: number): (start: number, length: number) => string {
  let scratch = Buffer.alloc(1 << 16)
  return (start, length) => {
    if (scratch.length < length) scratch = Buffer.alloc(length * 2)
    for (let done = 0; done < length; ) {
      const count = readSync(file, scratch, done, length - done, start + done)
      if (count === 0) throw new Error('The shelf ends too early.')
      done += count
    }
    return scratch.toString('utf8', 0, length)
  }
}
