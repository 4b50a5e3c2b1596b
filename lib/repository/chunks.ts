const chunkBytes = 8 << 20
const chunkRows = 5000

/** Runs of items that are not too many and, together, not too large for one statement. */
export function* chunksOf<Item>(items: readonly Item[], bytesOf: (item: Item) => number): Generator<Item[]> {
  let chunk: Item[] = []
  let bytes = 0
  for (const item of items) {
    if (chunk.length > 0 && (chunk.length === chunkRows || bytes + bytesOf(item) > chunkBytes)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(item)
    bytes += bytesOf(item)
  }
  if (chunk.length > 0) yield chunk
}

/** JSON arrays of the records. Source can spell characters that Postgres cannot hold in JSON: they are replaced. */
export function* jsonChunksOf(records: readonly object[]): Generator<string> {
  const texts = records.map((record) => JSON.stringify(record, (_, value) => (isText(value) ? storable(value) : value)))
  for (const chunk of chunksOf(texts, (text) => text.length)) yield `[${chunk.join(',')}]`
}

const isText = (value: unknown): value is string => typeof value === 'string'
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')
