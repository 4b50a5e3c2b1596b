import { inflateRawSync } from 'node:zlib'

/** What the host of a single-file program is searched for: before it stands where the header of the bundle begins. */
const signature = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex')

/**
 * The files that a single-file program of .NET 6 or later carries, as its header lists them.
 * https://github.com/dotnet/designs/blob/main/accepted/2020/single-file/bundler.md
 */
export function filesInBundle(program: Buffer): { name: string; bytes: Buffer }[] {
  const found = program.indexOf(signature)
  if (found === -1) throw new Error('The program carries no bundle.')
  let at = Number(program.readBigInt64LE(found - 8))
  const major = program.readUInt32LE(at)
  if (major !== 6) throw new Error(`The bundle is of version ${major}; only version 6 is known.`)
  const count = program.readInt32LE(at + 8)
  at += 12
  readText()
  // Where two manifests of the host lie, and flags.
  at += 40
  return Array.from({ length: count }, () => {
    const [offset, size, compressed] = [readSize(), readSize(), readSize()]
    at++
    const name = readText()
    const bytes = program.subarray(offset, offset + (compressed || size))
    return { name, bytes: compressed ? inflateRawSync(bytes) : bytes }
  })

  function readSize(): number {
    const size = Number(program.readBigInt64LE(at))
    at += 8
    return size
  }

  /** After its length, of which each byte holds seven bits, the lowest first. */
  function readText(): string {
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = program.readUInt8(at++)
      length |= (byte & 127) << shift
      if (byte < 128) break
    }
    at += length
    return program.toString('utf8', at - length, at)
  }
}
