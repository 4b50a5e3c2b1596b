import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, truncate } from 'node:fs/promises'
import path from 'node:path'
import type { Encoding, Payload, Prepared, ShardEncoder } from '@/lib/dataset/writers/encoding'
import { ahead } from './ahead'
import { type Checkpoint, type ClosedFile, findCheckpoint, saveCheckpoint } from './checkpoint'

/** One document, or one pack of them. `at` counts up within a split. */
export type Unit = { at: number; payload: Payload; bytes: number; documents: number; name: string }

export type ShardsPlan = {
  folder: string
  /** The file that says how far it is; beside the folder, not in it. */
  checkpoint: string
  /** Names the plan: a checkpoint of another one is not gone on with. */
  plan: string
  encoding: Encoding
  splits: readonly string[]
  /** The units of a split that come after `after`, in order. */
  units(split: string, after: number): AsyncIterable<Unit>
  /** A file that has reached this size gets no more blocks. */
  shardBytes: number
  /** Without ending; files of `each` are named by their unit. */
  nameShard(split: string, shard: number, first: Unit): string
}

export type WriteOptions = {
  signal: AbortSignal
  onProgress(documents: number, bytes: number): Promise<void>
  /** Called when so many documents are safely on the disk. */
  onCheckpoint?(documents: number): Promise<void>
  /** How much may be done again after a kill. */
  checkpointMs?: number
  /** Called before every change on the disk; what it throws ends the work there, as a kill would. */
  onWrite?(): void
}

type OpenFile = { path: string; handle: FileHandle; bytes: number; hash: Hash }
type OpenShard = { files: OpenFile[]; encoder: ShardEncoder; rows: number }

/**
 * Writes the shards of every split, block by block, and goes on where a killed run left off: at its last checkpoint, with
 * what was written after it cut off again. The finished files are the same bytes, however often it was killed.
 */
export async function writeShards(plan: ShardsPlan, options: WriteOptions): Promise<ClosedFile[]> {
  const { folder, encoding } = plan
  const { checkpointMs = 1000, onWrite = () => {} } = options
  const at: Checkpoint = (await findCheckpoint(plan.checkpoint, plan.plan)) ?? {
    plan: plan.plan,
    closed: [],
    shards: {},
    split: null,
    after: -1,
    open: null,
    documents: 0,
  }
  const handles = new Set<FileHandle>()
  let shard = at.open ? await reopen(folder, encoding, at.open, handles) : undefined
  let savedAt = performance.now()
  let saving: Promise<void> | undefined
  let failure: { error: unknown } | undefined
  let bytes = at.closed.reduce((sum, file) => sum + file.bytes, 0)

  async function append(file: OpenFile, pieces: Buffer[]): Promise<void> {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (length === 0) return
    onWrite()
    const written = writePieces(file.handle, pieces, length)
    for (const piece of pieces) file.hash.update(piece)
    await written
    file.bytes += length
    bytes += length
  }
  async function appendAll({ files }: OpenShard, chunks: Buffer[][]): Promise<void> {
    for (const [place, file] of files.entries()) await append(file, chunks[place] ?? [])
  }
  async function begin(split: string, first: Unit): Promise<OpenShard> {
    const number = at.shards[split] ?? 0
    at.shards[split] = number + 1
    const name = plan.nameShard(split, number, first)
    onWrite()
    const files: OpenFile[] = []
    for (const ending of encoding.endings) {
      const file = await create(folder, `${name}${ending}`)
      handles.add(file.handle)
      files.push(file)
    }
    const begun: OpenShard = { files, encoder: encoding.openShard(null, []), rows: 0 }
    await appendAll(begun, begun.encoder.header())
    return begun
  }
  async function close(split: string, { files, encoder, rows }: OpenShard): Promise<void> {
    await settle()
    await appendAll({ files, encoder, rows }, encoder.footer())
    for (const [place, file] of files.entries()) {
      onWrite()
      await file.handle.datasync()
      await file.handle.close()
      handles.delete(file.handle)
      // The files of a shard are about the same documents: the first counts them.
      const counted = place === 0 ? rows : 0
      at.closed.push({ path: file.path, bytes: file.bytes, sha256: file.hash.digest('hex'), rows: counted, split })
    }
  }
  /** What is written by now, once it is safely on the disk. */
  async function save(): Promise<void> {
    const { files = [], rows = 0, encoder } = shard ?? {}
    const now: Checkpoint = {
      ...at,
      closed: [...at.closed],
      shards: { ...at.shards },
      open: encoder ? { files: files.map(({ path, bytes }) => ({ path, bytes })), rows, state: encoder.state() } : null,
    }
    for (const { handle } of files) await handle.datasync()
    onWrite()
    await saveCheckpoint(plan.checkpoint, now)
    await options.onCheckpoint?.(now.documents)
  }
  /** Others go on writing meanwhile: what comes after the checkpoint is cut off by whoever goes on from it. */
  function saveAside(): void {
    if (saving || performance.now() - savedAt < checkpointMs) return
    savedAt = performance.now()
    saving = save()
      .catch((error) => {
        failure = { error }
      })
      .finally(() => {
        saving = undefined
      })
  }
  async function settle(): Promise<void> {
    await saving
    if (failure) throw failure.error
  }
  /** Puts a block into the shard that is open, or a new one, and closes it when it is full. */
  async function write(split: string, first: Unit, last: Unit, documents: number, block: Prepared): Promise<void> {
    options.signal.throwIfAborted()
    if (failure) throw failure.error
    shard ??= await begin(split, first)
    await appendAll(shard, shard.encoder.append(block))
    shard.rows += block.rows
    const isFull = encoding.blockDocuments === 1 || (shard.files[0]?.bytes ?? 0) >= plan.shardBytes
    if (isFull) {
      await close(split, shard)
      shard = undefined
    }
    Object.assign(at, { split, after: last.at, documents: at.documents + documents })
    saveAside()
    await options.onProgress(at.documents, bytes)
  }

  try {
    await options.onProgress(at.documents, bytes)
    for (const split of plan.splits) {
      if (at.split !== null && plan.splits.indexOf(split) < plan.splits.indexOf(at.split)) continue
      const after = at.split === split ? at.after : -1
      for await (const { units, prepared } of ahead(blocksOf(plan.units(split, after), encoding, plan.shardBytes))) {
        const [first, last] = [units[0], units.at(-1)]
        if (!first || !last) continue
        const documents = units.reduce((sum, unit) => sum + unit.documents, 0)
        await write(split, first, last, documents, await prepared)
      }
      if (shard) await close(split, shard)
      shard = undefined
    }
    await settle()
    await save()
    return at.closed
  } finally {
    await saving
    for (const handle of handles) await handle.close().catch(() => undefined)
  }
}

type Block = { units: Unit[]; prepared: Promise<Prepared> }

async function* blocksOf(units: AsyncIterable<Unit>, encoding: Encoding, shardBytes: number): AsyncGenerator<Block> {
  const blockBytes = Math.min(encoding.blockBytes, shardBytes)
  let block: Unit[] = []
  let bytes = 0
  const toBlock = (found: Unit[]): Block => {
    const prepared = encoding.prepare(found.map(({ payload }) => payload))
    // It is waited for later: until then a failure is nobody's.
    prepared.catch(() => undefined)
    return { units: found, prepared }
  }
  for await (const unit of units) {
    block.push(unit)
    bytes += unit.bytes
    if (bytes < blockBytes && block.length < encoding.blockDocuments) continue
    yield toBlock(block)
    block = []
    bytes = 0
  }
  if (block.length > 0) yield toBlock(block)
}

/** They are not joined for it: that would copy all of them. */
async function writePieces(handle: FileHandle, pieces: Buffer[], length: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces)
  // A disk may take a part of them only.
  if (bytesWritten < length) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten))
}

async function create(folder: string, name: string): Promise<OpenFile> {
  const target = path.join(/* turbopackIgnore: true */ folder, name)
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  return { path: name, handle: await open(target, 'w', 0o600), bytes: 0, hash: createHash('sha256') }
}

/** Cuts off what came after the checkpoint, and hashes again what stays. */
async function reopen(
  folder: string,
  encoding: Encoding,
  { files, rows, state }: NonNullable<Checkpoint['open']>,
  handles: Set<FileHandle>,
): Promise<OpenShard> {
  const opened: OpenFile[] = []
  for (const { path: name, bytes } of files) {
    const target = path.join(/* turbopackIgnore: true */ folder, name)
    const hash = createHash('sha256')
    if (bytes > 0) for await (const chunk of createReadStream(target, { end: bytes - 1 })) hash.update(chunk)
    await truncate(target, bytes)
    const handle = await open(target, 'a', 0o600)
    handles.add(handle)
    opened.push({ path: name, handle, bytes, hash })
  }
  const encoder = encoding.openShard(
    state,
    opened.map((file) => file.bytes),
  )
  return { files: opened, encoder, rows }
}
