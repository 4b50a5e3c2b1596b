import { createHash } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Columns, Row } from '@/lib/dataset/formats/format'
import type { ManifestHead, ManifestItem } from '@/lib/dataset/manifest'
import { encodeRowGroup } from '@/lib/dataset/writers/row-group'
import { tableEncoding } from '@/lib/dataset/writers/table'
import { parquetParsers } from '@/lib/parquet-parsers'

/** A release that is changed behind its back: every hash and size is written anew, so that only what it holds can tell. */
export type Tampered = {
  folder: string
  /** `name` is that of a file in the folder. */
  changeLines(name: string, change: (rows: Row[]) => void): Promise<void>
  changeTable(name: string, columns: Columns, change: (rows: Row[]) => void): Promise<void>
  changeBytes(name: string, change: (bytes: Buffer) => Buffer): Promise<void>
  changeManifest(change: (head: ManifestHead, items: ManifestItem[]) => void): Promise<void>
}

/** Of a copy of the folder. */
export async function tamper(release: string, folder: string): Promise<Tampered> {
  await cp(release, folder, { recursive: true })
  const placed = (name: string) => path.join(folder, name)

  async function changeManifest(change: (head: ManifestHead, items: ManifestItem[]) => void): Promise<void> {
    const { items, ...head } = JSON.parse(await readFile(placed('manifest.json'), 'utf8'))
    change(head, items)
    for (const file of head.files) {
      const bytes = await readFile(placed(file.path))
      Object.assign(file, { bytes: bytes.length, sha256: hashOf(bytes) })
    }
    const lines = items.map((item: ManifestItem) => `    ${JSON.stringify(item)}`).join(',\n')
    const opening = JSON.stringify(head, null, 2).replace(/\n\}$/, ',\n  "items": [')
    await writeFile(placed('manifest.json'), `${opening}\n${lines}\n  ]\n}\n`)
    const names: string[] = [...head.files.map((file: { path: string }) => file.path), 'manifest.json']
    const sums = await Promise.all(names.map(async (name) => `${hashOf(await readFile(placed(name)))}  ${name}\n`))
    await writeFile(placed('SHA256SUMS'), sums.join(''))
  }
  async function changeBytes(name: string, change: (bytes: Buffer) => Buffer): Promise<void> {
    await writeFile(placed(name), change(await readFile(placed(name))))
    await changeManifest(() => {})
  }
  return {
    folder,
    changeManifest,
    changeBytes,
    changeLines: (name, change) =>
      changeBytes(name, (bytes) => {
        const rows = bytes
          .toString()
          .trimEnd()
          .split('\n')
          .map((line): Row => JSON.parse(line))
        change(rows)
        return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      }),
    async changeTable(name, columns, change) {
      const file = await asyncBufferFromFile(placed(name))
      const rows: Row[] = await parquetReadObjects({ file, compressors, parsers: parquetParsers })
      change(rows)
      const table = await toTable(columns, rows)
      await changeBytes(name, () => table)
    },
  }
}

async function toTable(columns: Columns, rows: readonly Row[]): Promise<Buffer> {
  const encoding = tableEncoding(columns, {
    begin() {},
    encode: async (request) => encodeRowGroup(request.columns, request.rows),
    close: async () => {},
  })
  const shard = encoding.openShard(null, [])
  const block = await encoding.prepare(rows.map((row) => ({ row })))
  return Buffer.concat([...shard.header(), ...shard.append(block), ...shard.footer()].flat())
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
