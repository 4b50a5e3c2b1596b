import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { CanceledError, StoppingError } from '@/lib/jobs/run-job'
import { receiveUpload, uploadChunkBytes } from './archive/receive-upload'
import { deleteAbandonedUploads } from './archive/store-upload'
import { getFile } from './get-file'
import { getRepository } from './get-repository'
import { limits } from './limits'
import { requestImport } from './request-import'
import { makeTar } from './testing/make-tar'
import { makeZip } from './testing/make-zip'
import { countRows, prepareProject, small, startImport, whyNots } from './testing/project'

const project = prepareProject()

const reviewer = (): Actor => ({ kind: 'user', userId: uuid(), name: 'Rita', role: 'reviewer' })

async function* inPieces(bytes: Buffer, size = 60_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const send = (name: string, bytes: Buffer, actor = operator) => receiveUpload(actor, { name, body: inPieces(bytes) })

function archive(format: string): Buffer {
  if (format === 'tar.zst') return zstdCompressSync(archive('tar'))
  return execFileSync('git', ['archive', `--format=${format}`, '--prefix=cafe-main/', 'HEAD'], {
    cwd: project.folder,
    maxBuffer: 1 << 24,
  })
}

/** Random letters do not pack: the archive fills several chunks. */
const noise = () => Buffer.from(Array.from({ length: 900_000 }, () => 33 + Math.floor(Math.random() * 90)))
const large = () => ({ 'a.txt': noise(), 'b.txt': noise(), 'c.txt': noise() })

describe('an upload', () => {
  test.each(['zip', 'tar.gz', 'tar.zst', 'tar'])(
    'as %s becomes a snapshot at its commit, byte for byte',
    async (format) => {
      const files = { ...small, ...large(), 'windows.md': 'x\r\n' }
      const head = project.commit(files)
      const bytes = archive(format)
      const upload = await send(`cafe-${format}.${format}`, bytes)
      expect(upload).toMatchObject({ name: `cafe-${format}.${format}`, bytes: bytes.length })
      expect(await db.uploadChunk.count()).toBe(Math.ceil(bytes.length / uploadChunkBytes))
      const result = await startImport(upload.source).result
      expect(result).toMatchObject({ commit: head, files: 6, includedFiles: 6 })
      for (const [name, content] of Object.entries(files)) {
        expect((await getFile(operator, { id: result.snapshotId, path: name })).text).toBe(String(content))
      }
      expect(await getRepository(operator, { id: result.repositoryId })).toMatchObject({ name: `cafe-${format}` })
      expect(await db.upload.count()).toBe(0)
    },
  )

  test('of another version under the same name is another snapshot of the same repository', async () => {
    project.commit(small)
    const first = await startImport((await send('queue.zip', archive('zip'))).source).result
    project.commit({ 'c.md': 'c\n' })
    const second = await startImport((await send('queue.tar.gz', archive('tar.gz'))).source).result
    expect(second.repositoryId).toBe(first.repositoryId)
    expect(second.snapshotId).not.toBe(first.snapshotId)
  })

  test('of a folder within it is a repository of its own', async () => {
    const { source } = await send(
      'mono.zip',
      makeZip(Object.entries(small).map(([name, content]) => ({ name, content }))),
    )
    const result = await startImport(source, { folder: 'src' }).result
    expect(await whyNots(result.snapshotId)).toEqual({ 'a.ts': null, 'b.ts': null })
  })

  test('that cannot be imported says why, and leaves nothing', async () => {
    const before = await countRows()
    for (const [bytes, sentence] of [
      [Buffer.from('hello\n'), /no archive/],
      [gzipSync(await makeTar([{ name: 'a.md', content: noise() }])).subarray(0, 50_000), /cut short/],
      [zstdCompressSync(await makeTar([{ name: 'a.md', content: noise() }])).subarray(0, 50_000), /cut short/],
      [gzipSync(Buffer.alloc(limits.ratioFromBytes * 2)), /times larger/],
      [zstdCompressSync(Buffer.alloc(limits.ratioFromBytes * 2)), /times larger/],
      [makeZip([{ name: 'a.png', content: Buffer.from([0x89, 0, 0]) }]), /no text file/],
      [makeZip([{ name: '../a.md', content: 'x' }]), /no text file/],
    ] as const) {
      await expect(startImport((await send('odd.zip', bytes)).source).result).rejects.toThrow(sentence)
    }
    expect(await countRows()).toEqual(before)
  })

  test('stays for the next attempt when the worker stops, and goes when a person cancels', async () => {
    const { source } = await send('later.zip', makeZip([{ name: 'a.md', content: 'a\n' }]))
    const abortedBy = (reason: Error) => AbortSignal.abort(reason)
    const stopped = startImport(source, { signal: abortedBy(new StoppingError('The worker stops.')) }).result
    await expect(stopped).rejects.toThrow('The worker stops.')
    expect(await db.upload.count()).toBe(1)
    const canceled = startImport(source, { signal: abortedBy(new CanceledError('canceled')) }).result
    await expect(canceled).rejects.toThrow('canceled')
    expect(await db.upload.count()).toBe(0)
    await expect(startImport(source).result).rejects.toThrow('The uploaded archive is no longer here.')
  })
})

describe('receiving', () => {
  test('what is cut off, empty or too large leaves nothing', async () => {
    const before = await countRows()
    async function* cutOff() {
      yield Buffer.alloc(uploadChunkBytes * 2)
      throw new Error('The connection is gone.')
    }
    await expect(receiveUpload(operator, { name: 'a.zip', body: cutOff() })).rejects.toThrow('The upload was cut off.')
    await expect(send('a.zip', Buffer.alloc(0))).rejects.toThrow('The archive is empty.')
    const announced = receiveUpload(operator, {
      name: 'a.zip',
      bytes: limits.archiveBytes + 1,
      body: inPieces(noise()),
    })
    await expect(announced).rejects.toThrow('The archive is larger than 512 MiB.')
    expect(await countRows()).toEqual(before)
  })

  test('is for reviewers, a few at a time, each with their own', async () => {
    const viewer: Actor = { kind: 'user', userId: uuid(), name: 'Vera', role: 'viewer' }
    await expect(send('a.zip', noise(), viewer)).rejects.toMatchObject({ code: 'forbidden' })
    const rita = reviewer()
    const { source } = await send('a.zip', Buffer.from('x'), rita)
    await expect(requestImport(reviewer(), { source })).rejects.toMatchObject({ code: 'not_found' })
    await expect(requestImport(rita, { source })).resolves.toMatchObject({ title: 'Import a' })
    for (let at = 1; at < limits.waitingUploads; at++) await send('a.zip', Buffer.from('x'), rita)
    await expect(send('a.zip', Buffer.from('x'), rita)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(send('a.zip', Buffer.from('x'), reviewer())).resolves.toMatchObject({ bytes: 1 })
  })

  test('what nobody imports is deleted; what waits for its import is not', async () => {
    const rita = reviewer()
    const { source, id } = await send('kept.zip', Buffer.from('x'), rita)
    await requestImport(rita, { source })
    await send('forgotten.zip', Buffer.from('x'), rita)
    expect(await deleteAbandonedUploads(db, new Date(Date.now() - 60_000))).toBe(0)
    expect(await deleteAbandonedUploads(db, new Date(Date.now() + 1000))).toBeGreaterThan(0)
    expect(
      await db.upload.findMany({ where: { userId: rita.kind === 'user' ? rita.userId : '' }, select: { id: true } }),
    ).toEqual([{ id }])
  })
})

test('an archive of this machine is read where it lies', async () => {
  const head = project.commit(small)
  const file = path.join(project.folder, 'cafe-1.0.tar.gz')
  writeFileSync(file, archive('tar.gz'))
  const result = await startImport(file).result
  expect(result).toMatchObject({ commit: head, files: 2 })
  expect(await getRepository(operator, { id: result.repositoryId })).toMatchObject({ name: 'cafe-1.0' })
  await expect(startImport(file, { ref: 'main' }).result).rejects.toThrow(/is an archive: it has no branches/)
  await expect(startImport(file, { depth: 2 }).result).rejects.toThrow(/has no history/)
})
