import { readParquet, wasmMemory } from 'parquet-wasm/node'
import type { Row } from '@/lib/dataset/formats/format'

/** Of the C structs of Arrow where pointers have four bytes: the places that are read here, in bytes. */
const schemaAt = { format: 0, name: 4, count: 24, children: 32 }
const arrayAt = { length: 0, offset: 16, childCount: 32, buffers: 40, children: 44 }

type Field = { format: string; name: string; children: Field[] }

/**
 * The rows of a Parquet file as the Rust library of Arrow reads them (parquet-wasm), straight from its memory by Arrow's C
 * data interface (arrow.apache.org/docs/format/CDataInterface.html): another reader than hyparquet in every part.
 */
export function readArrowTable(bytes: Uint8Array): Row[] {
  const stream = readParquet(bytes).intoFFI()
  const memory = openMemory((wasmMemory() as unknown as WebAssembly.Memory).buffer)
  const root = readField(memory, stream.schemaAddr())
  const rows = Array.from(stream.arrayAddrs()).flatMap((address) => {
    const read = openArray(memory, root, address)
    return Array.from({ length: memory.int64(address + arrayAt.length) }, (_, at) => read(at) as Row)
  })
  stream.drop()
  return rows
}

type Memory = ReturnType<typeof openMemory>

function openMemory(buffer: ArrayBuffer) {
  const view = new DataView(buffer)
  return {
    int8: (at: number) => view.getInt8(at),
    int32: (at: number) => view.getInt32(at, true),
    int64: (at: number) => Number(view.getBigInt64(at, true)),
    double: (at: number) => view.getFloat64(at, true),
    pointer: (at: number) => view.getUint32(at, true),
    bit: (at: number, place: number) => ((view.getUint8(at + (place >> 3)) >> (place & 7)) & 1) === 1,
    text: (start: number, end: number) => Buffer.from(buffer, start, end - start).toString('utf8'),
    word(at: number) {
      return Buffer.from(buffer, at, new Uint8Array(buffer).indexOf(0, at) - at).toString('utf8')
    },
  }
}

function readField(memory: Memory, at: number): Field {
  const children = memory.pointer(at + schemaAt.children)
  return {
    format: memory.word(memory.pointer(at + schemaAt.format)),
    name: memory.word(memory.pointer(at + schemaAt.name)),
    children: Array.from({ length: memory.int64(at + schemaAt.count) }, (_, place) =>
      readField(memory, memory.pointer(children + 4 * place)),
    ),
  }
}

/** What an array holds at a place; null where its validity says so. */
function openArray(memory: Memory, field: Field, at: number): (place: number) => unknown {
  const offset = memory.int64(at + arrayAt.offset)
  const buffers = memory.pointer(at + arrayAt.buffers)
  const bufferAt = (place: number) => memory.pointer(buffers + 4 * place)
  const childrenAt = memory.pointer(at + arrayAt.children)
  const children = field.children.map((child, place) =>
    openArray(memory, child, memory.pointer(childrenAt + 4 * place)),
  )
  const read = openValues(memory, field, bufferAt, children)
  const validity = bufferAt(0)
  return (place) => (validity !== 0 && !memory.bit(validity, offset + place) ? null : read(offset + place))
}

function openValues(
  memory: Memory,
  { format, children: fields }: Field,
  bufferAt: (place: number) => number,
  children: ((place: number) => unknown)[],
): (place: number) => unknown {
  if (format === '+s') return (at) => Object.fromEntries(fields.map(({ name }, place) => [name, children[place]?.(at)]))
  const values = bufferAt(1)
  const bounds = (at: number) => [memory.int32(values + 4 * at), memory.int32(values + 4 * (at + 1))] as const
  if (format === '+l')
    return (at) => {
      const [start, end] = bounds(at)
      return Array.from({ length: end - start }, (_, place) => children[0]?.(start + place))
    }
  if (format === 'u') {
    const texts = bufferAt(2)
    return (at) => memory.text(texts + bounds(at)[0], texts + bounds(at)[1])
  }
  if (format === 'b') return (at) => memory.bit(values, at)
  if (format === 'c') return (at) => memory.int8(values + at)
  if (format === 'i') return (at) => memory.int32(values + 4 * at)
  if (format === 'g') return (at) => memory.double(values + 8 * at)
  throw new Error(`No table of ours has a column of ${format}.`)
}
