import { ByteReader } from './byte-reader'
import { startGit } from './git'

/**
 * The contents of objects, by one `cat-file --batch`, in the order they are asked for; undefined for what is missing or
 * larger than `maxBytes`. A large one is passed over without being held in memory.
 */
export async function* readObjects(
  gitDir: string,
  objects: readonly string[],
  signal: AbortSignal,
  maxBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<[string, Buffer | undefined]> {
  if (objects.length === 0) return
  const git = startGit(['cat-file', '--batch', '--buffer'], { gitDir, signal })
  // The requests are a fraction of the answers: they may wait in memory until git takes them.
  git.stdin.end(objects.map((object) => `${object}\n`).join(''))
  const reader = new ByteReader(git.stdout)
  try {
    for (const object of objects) {
      const content = await readObject(reader, maxBytes)
      // Cut short: what ended it is thrown by `ended`.
      if (content === 'end') break
      yield [object, content]
    }
    await git.ended
  } finally {
    git.stop()
  }
}

const skippedAtOnce = 1 << 20

/** `<object> blob <size>\n<content>\n`, or `<object> missing\n`. */
async function readObject(reader: ByteReader, maxBytes: number): Promise<Buffer | undefined | 'end'> {
  const header = (await reader.readUntil(0x0a))?.toString('latin1')
  if (header === undefined) return 'end'
  const size = Number(/ blob (\d+)$/.exec(header)?.[1] ?? Number.NaN)
  if (Number.isNaN(size)) return undefined
  if (size <= maxBytes) return (await reader.readExactly(size + 1))?.subarray(0, -1) ?? 'end'
  for (let left = size + 1; left > 0; left -= skippedAtOnce) {
    if (!(await reader.readExactly(Math.min(left, skippedAtOnce)))) return 'end'
  }
  return undefined
}
