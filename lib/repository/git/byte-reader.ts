/** Takes a stream of chunks apart by delimiter and by length, without copying more than it must. */
export class ByteReader {
  private chunks: Buffer[] = []
  private length = 0
  private readonly source: AsyncIterator<Buffer>

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** The bytes before the next delimiter, which is dropped; undefined at the end of the stream. */
  async readUntil(delimiter: number): Promise<Buffer | undefined> {
    for (let searched = 0; ; ) {
      const at = this.indexOf(delimiter, searched)
      if (at >= 0) {
        const found = this.take(at)
        this.take(1)
        return found
      }
      searched = this.length
      if (!(await this.more())) return this.length === 0 ? undefined : this.take(this.length)
    }
  }

  /** Exactly that many bytes, or undefined when the stream ends before. */
  async readExactly(length: number): Promise<Buffer | undefined> {
    while (this.length < length) if (!(await this.more())) return undefined
    return this.take(length)
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next()
    if (next.done) return false
    this.chunks.push(next.value)
    this.length += next.value.length
    return true
  }

  private indexOf(byte: number, from: number): number {
    let offset = 0
    for (const chunk of this.chunks) {
      const end = offset + chunk.length
      if (end > from) {
        const at = chunk.indexOf(byte, Math.max(0, from - offset))
        if (at >= 0) return offset + at
      }
      offset = end
    }
    return -1
  }

  private take(length: number): Buffer {
    const taken: Buffer[] = []
    let missing = length
    while (missing > 0) {
      const chunk = this.chunks[0]
      if (!chunk) break
      if (chunk.length <= missing) this.chunks.shift()
      else this.chunks[0] = chunk.subarray(missing)
      taken.push(chunk.subarray(0, missing))
      missing -= Math.min(chunk.length, missing)
    }
    this.length -= length
    // A copy: a slice would keep the whole chunk it lies in alive.
    return Buffer.concat(taken, length)
  }
}
