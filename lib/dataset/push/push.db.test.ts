import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import type { ReleaseFile } from '@/lib/dataset/release'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { startHub } from '@/lib/dataset/testing/hub-server'
import { startS3 } from '@/lib/dataset/testing/s3-server'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import type { JobContext } from '@/lib/jobs/job'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { addDestination } from './add-destination'
import { archiveDestination } from './archive-destination'
import type { Place } from './destination'
import { listDestinations, listPushes } from './list-destinations'
import { requestPush } from './request-push'
import { runPush } from './run-push'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-push-'))
process.env.RETRACE_HOME = home
afterAll(() => rm(home, { recursive: true, force: true }))

const reviewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Rhea', role: 'reviewer' }
const context: JobContext = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

let releaseId: string
let files: ReleaseFile[]

beforeAll(async () => {
  const id = await createTestTrajectory()
  await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
  releaseId = (await requestRelease(operator, {})).id
  files = (await runRelease({ releaseId }, context)).files
  // A shard of three parts, as if there were many documents.
  const big = Buffer.alloc(20 * 1024 * 1024, 'Retrace 🎉\n')
  const shard = { ...files[0]!, bytes: big.length, sha256: createHash('sha256').update(big).digest('hex') }
  await writeFile(path.join(releaseFolder(releaseId), shard.path), big)
  files = [shard, ...files.slice(1)]
  await db.$executeRaw`update release set files = ${JSON.stringify(files)}::jsonb where id = ${releaseId}::uuid`
})

async function push(place: Place, secret: string): Promise<string> {
  const { id: destinationId } = await addDestination(operator, { name: place.kind, place, secret })
  const [found] = await requestPush(reviewer, { id: releaseId, destinationId, isUnchecked: true })
  return found!.id
}

function contentOf(name: string): Promise<Buffer> {
  return readFile(path.join(releaseFolder(releaseId), name))
}

test('a push to the Hub is one commit with every file, and goes on after it broke off', async () => {
  const hub = await startHub({ token: 'hf_right' })
  const place = { kind: 'hub', endpoint: hub.url, repository: 'acme/paths', isPrivate: true } as const
  try {
    const pushId = await push(place, 'hf_right')
    hub.failures.uploads = 20
    await expect(runPush({ pushId }, context)).rejects.toMatchObject({ code: 'unavailable' })
    expect(hub.commits).toEqual([])
    hub.failures.uploads = 0
    expect(await runPush({ pushId }, context)).toEqual({ pushId, url: `${hub.url}/datasets/acme/paths` })
    const [commit, ...others] = hub.commits
    expect(others).toEqual([])
    expect([...commit!.keys()].sort()).toEqual(files.map((file) => file.path).sort())
    for (const file of files) expect(commit!.get(file.path)!.equals(await contentOf(file.path))).toBe(true)
    expect(await listPushes(reviewer, { id: releaseId })).toMatchObject([{ destination: 'hub', by: 'Rhea' }])
    // The same files again: nothing large is sent twice.
    const before = hub.requests.filter(({ method }) => method === 'PUT').length
    await runPush({ pushId: await push(place, 'hf_right') }, context)
    expect(hub.requests.filter(({ method }) => method === 'PUT')).toHaveLength(before)
    expect(hub.commits).toHaveLength(2)
    const wrong = await push(place, 'hf_wrong')
    await expect(runPush({ pushId: wrong }, context)).rejects.toMatchObject({ code: 'forbidden' })
  } finally {
    await hub.stop()
  }
})

test('a push to S3 sends large files in parts, and after it broke off only the parts that are missing', async () => {
  const s3 = await startS3({ bucket: 'releases' })
  const place = {
    kind: 's3',
    endpoint: s3.url,
    region: 'eu-test-1',
    bucket: 'releases',
    prefix: 'retrace',
    accessKeyId: 'key-id',
  } as const
  try {
    const pushId = await push(place, 'very secret')
    s3.failures.afterParts = 2
    await expect(runPush({ pushId }, context)).rejects.toThrow()
    expect(s3.objects.size).toBe(0)
    s3.failures.afterParts = 1
    const { url } = await runPush({ pushId }, context)
    expect(url).toBe(`${s3.url}/releases/retrace/${releaseId}/`)
    expect(s3.uploads.size).toBe(1)
    for (const file of files) {
      const stored = s3.objects.get(`retrace/${releaseId}/${file.path}`)
      expect(stored?.body.equals(await contentOf(file.path)), file.path).toBe(true)
      expect(stored?.sha256).toBe(file.sha256)
    }
    // What is there is not sent again, also by another push.
    const before = s3.requests.length
    await runPush({ pushId: await push(place, 'very secret') }, context)
    expect(s3.requests.slice(before).every(({ method }) => method === 'HEAD')).toBe(true)
    const nowhere = await push({ ...place, bucket: 'others' }, 'very secret')
    await expect(runPush({ pushId: nowhere }, context)).rejects.toThrow('others')
  } finally {
    await s3.stop()
  }
})

test('secrets are sealed at rest, never come back, and are forgotten with their destination', async () => {
  const place = { kind: 'hub', endpoint: 'https://hub.test', repository: 'a/b', isPrivate: false } as const
  const destination = await addDestination(operator, { name: 'Kept', place, secret: 'hf_never_shown' })
  const row = await db.destination.findUniqueOrThrow({ where: { id: destination.id } })
  expect(Buffer.from(row.secret!).toString('latin1')).not.toContain('hf_never_shown')
  expect(JSON.stringify(await listDestinations(reviewer, {}))).not.toContain('hf_never_shown')
  const trail = await db.auditEvent.findMany({ where: { subjectId: destination.id } })
  expect(JSON.stringify(trail)).not.toContain('hf_never_shown')
  await expect(addDestination(reviewer, { name: 'No', place, secret: 'x' })).rejects.toThrow('admin')
  await archiveDestination(operator, { id: destination.id })
  expect((await db.destination.findUniqueOrThrow({ where: { id: destination.id } })).secret).toBeNull()
  const request = { id: releaseId, destinationId: destination.id, isUnchecked: true }
  await expect(requestPush(reviewer, request)).rejects.toThrow('no such destination')
})

test('what nobody looked through leaves only when that is said, and the audit trail tells who said it', async () => {
  const place = { kind: 'hub', endpoint: 'https://hub.test', repository: 'a/unchecked', isPrivate: true } as const
  const { id: destinationId } = await addDestination(operator, { name: 'Unchecked', place, secret: 'x' })
  const count = () => db.releasePush.count({ where: { destinationId } })
  await expect(requestPush(reviewer, { id: releaseId, destinationId })).rejects.toThrow('Nobody has looked through')
  expect(await count()).toBe(0)
  await requestPush(reviewer, { id: releaseId, destinationId, isUnchecked: true })
  expect(await count()).toBe(1)
  const [noted] = await db.auditEvent.findMany({
    where: { action: 'release.push', subjectId: releaseId },
    orderBy: { id: 'desc' },
    take: 1,
  })
  expect(noted).toMatchObject({ actor: 'Rhea', after: { destination: 'Unchecked', isUnchecked: true } })
})
