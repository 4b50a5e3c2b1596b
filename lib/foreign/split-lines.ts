import { formatBytes } from '@/lib/repository/limits'
import type { FileRecord } from './record'

export type Line = { number: number; bytes: number } & ({ text: string } | { problem: string })

const newline = 0x0a

/**
 * The lines of a stream of bytes, from 1, empty ones counted and left out. Of a line that is too long nothing is kept, and
 * one that is not UTF-8 says so: both are lines with a problem. Never holds more than one line.
 */
export async function* splitLines(source: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Line> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let pieces: Uint8Array[] = []
  let bytes = 0
  let number = 0
  const end = (): Line | undefined => {
    number += 1
    const line = Buffer.concat(pieces)
    const size = bytes
    pieces = []
    bytes = 0
    if (size > mostBytes) return { number, bytes: 0, problem: `The line is longer than ${formatBytes(mostBytes)}.` }
    try {
      const text = utf8.decode(line)
      return text.trim() === '' ? undefined : { number, bytes: size, text }
    } catch {
      return { number, bytes: size, problem: 'The line is not UTF-8.' }
    }
  }
  const take = (piece: Uint8Array) => {
    bytes += piece.length
    if (bytes <= mostBytes) pieces.push(piece)
    else pieces = []
  }
  for await (const chunk of source) {
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, at))
      from = at + 1
      const line = end()
      if (line) yield line
    }
    // A copy: the source may use its buffer again.
    take(chunk.slice(from))
  }
  if (bytes > 0) {
    const line = end()
    if (line) yield line
  }
}

/** A line as a record. */
export function toRecord(line: Line): FileRecord {
  const { number, bytes } = line
  if ('problem' in line) return line
  try {
    return { number, bytes, value: JSON.parse(line.text) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { number, bytes, problem: `The line is not JSON: ${why.slice(0, 200)}` }
  }
}
