import { constants, zstdCompressSync } from 'node:zlib'
import { ByteWriter, type ParquetWriter } from 'hyparquet-writer'
import { writeColumn } from 'hyparquet-writer/src/column.js'
import { encodeNestedValues } from 'hyparquet-writer/src/dremel.js'
import { schemaPathResolver } from 'hyparquet-writer/src/schema.js'
import { type Columns, type Numbers, type Row, type Shape, toPlain } from '@/lib/dataset/formats/format'
import { schemaOf } from './table-schema'

const pageBytes = 1 << 20
const leastBytes = 1 << 10
const zstdLevel = 3
/** Of a list in an optional column whose elements may be null: 3 where an element is there. */
const presentLevel = 3

export type RowGroup = ParquetWriter['row_groups'][number]
type PageData = Parameters<typeof writeColumn>[0]['pageData']
// hyparquet-writer has a hyparquet of its own.
type SchemaTree = Parameters<typeof encodeNestedValues>[0][number]

const compressors = {
  ZSTD: (input: Uint8Array) =>
    zstdCompressSync(input, {
      // What the output is made in, anew for each page: most are those of small columns.
      chunkSize: Math.min(pageBytes, Math.max(leastBytes, input.length)),
      params: { [constants.ZSTD_c_compressionLevel]: zstdLevel },
    }),
}

/**
 * Rows as one row group that begins at byte 0, as `ParquetWriter.write` makes it, but lists of numbers from typed arrays:
 * their levels follow from their lengths, where the general way (Dremel) walks through every element, which takes longer
 * than all the rest.
 */
export function encodeRowGroup(columns: Columns, rows: readonly Row[]): { bytes: Uint8Array; group: RowGroup } {
  const writer = new ByteWriter()
  const resolve = schemaPathResolver(schemaOf(columns))
  const chunks = Object.entries(columns).flatMap(([name, shape]) => {
    const data = rows.map((row) => row[name] ?? null)
    const numbers = shape !== 'string' && data.every(isNumbers) ? numberPages(data) : undefined
    // Texts may be UTF-8 already.
    const plain = numbers ? [] : shape === 'string' ? data : data.map(toPlain)
    return leavesOf(resolve([name])).map((leaf) => {
      const pageData = numbers ?? encodeNestedValues(leaf, plain)
      return writeColumn({ writer, column: columnOf(leaf, isBulk(shape)), pageData }).chunk
    })
  })
  const sizes = chunks.map(({ meta_data }) => meta_data?.total_uncompressed_size ?? 0n)
  const group = {
    columns: chunks,
    total_byte_size: sizes.reduce((sum, size) => sum + size, 0n),
    num_rows: BigInt(rows.length),
    total_compressed_size: BigInt(writer.offset),
  }
  return { bytes: writer.getBytes(), group }
}

/** The same row group, `by` bytes into a file. */
export function moveRowGroup(group: RowGroup, by: number): RowGroup {
  const moved = <Offset extends bigint | undefined>(offset: Offset) =>
    (offset === undefined ? offset : offset + BigInt(by)) as Offset // a sum of two bigints is one
  return {
    ...group,
    columns: group.columns.map(({ meta_data, file_offset, ...chunk }) => ({
      ...chunk,
      file_offset: moved(file_offset),
      meta_data: meta_data && {
        ...meta_data,
        data_page_offset: moved(meta_data.data_page_offset),
        dictionary_page_offset: moved(meta_data.dictionary_page_offset),
      },
    })),
  }
}

function columnOf(leaf: SchemaTree[], isBulk: boolean): Parameters<typeof writeColumn>[0]['column'] {
  const schemaPath = leaf.map(({ element }) => element)
  const names = schemaPath.slice(1).map(({ name }) => name)
  const element = schemaPath.at(-1)
  if (!element) throw new Error('A column has no type.')
  return {
    columnName: names.join('.'),
    element,
    schemaPath,
    codec: 'ZSTD',
    compressors,
    stats: false,
    pageSize: pageBytes,
    columnIndex: false,
    offsetIndex: false,
    // A dictionary of long texts costs much and saves nothing.
    ...(isBulk ? { encoding: 'PLAIN' as const } : {}),
  }
}

/** An empty list has a level of its own: it goes the general way. */
function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && value.byteLength > 0
}

function numberPages(lists: readonly Numbers[]): PageData {
  const values = joinLists(lists)
  const repetitionLevels = new Uint8Array(values.length).fill(1)
  let at = 0
  for (const list of lists) {
    repetitionLevels[at] = 0
    at += list.length
  }
  const definitionLevels = new Uint8Array(values.length).fill(presentLevel)
  // The writer declares arrays, and uses what typed arrays have, too: length, places and slice.
  return {
    values: slicedInPlace(values),
    repetitionLevels: slicedInPlace(repetitionLevels),
    definitionLevels: slicedInPlace(definitionLevels),
    maxDefinitionLevel: presentLevel,
  } as unknown as PageData
}

/** As one list: the memory that they lie in one after the other, or a copy. */
function joinLists(lists: readonly Numbers[]): Numbers {
  const length = lists.reduce((sum, list) => sum + list.length, 0)
  const [first] = lists
  let end = first?.byteOffset
  const areNeighbours = lists.every(({ buffer, byteOffset, byteLength }) => {
    const isNext = buffer === first?.buffer && byteOffset === end
    end = byteOffset + byteLength
    return isNext
  })
  if (first && areNeighbours)
    return new (first.constructor as NumbersConstructor)(first.buffer, first.byteOffset, length)
  const values = new Int32Array(length)
  let at = 0
  for (const list of lists) {
    values.set(list, at)
    at += list.length
  }
  return values
}

type NumbersConstructor = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => Numbers

/** The writer cuts lists into pages and only reads these: it need not copy them. */
function slicedInPlace<List extends Numbers>(list: List): List {
  return Object.assign(list, { slice: list.subarray })
}

function isBulk(shape: Shape): boolean {
  return shape === 'string' || (typeof shape === 'object' && 'list' in shape)
}

function leavesOf(path: SchemaTree[]): SchemaTree[][] {
  const children = path.at(-1)?.children ?? []
  return children.length === 0 ? [path] : children.flatMap((child) => leavesOf([...path, child]))
}
