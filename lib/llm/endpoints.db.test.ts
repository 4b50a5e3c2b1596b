import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { archiveEndpoint } from './archive-endpoint'
import { ask } from './ask'
import { createEndpoint } from './create-endpoint'
import { EndpointUpdate, NewEndpoint } from './endpoint'
import { getEndpoint } from './get-endpoint'
import { listEndpoints, listScorers } from './list-endpoints'
import { runEndpointTest } from './run-endpoint-test'
import { type ModelServer, startModelServer } from './testing/model-server'
import { updateEndpoint } from './update-endpoint'

const key = 'sk-very-secret-key'
const admin: Actor = { kind: 'user', userId: '01890000-0000-7000-8000-000000000001', name: 'Ada', role: 'admin' }
const reviewer: Actor = { ...admin, role: 'reviewer' }
const never = new AbortController().signal

let home: string
let server: ModelServer
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'retrace-endpoints-'))
  server = await startModelServer(() => ({ text: `You sent ${key}.` }))
  Object.assign(process.env, {
    RETRACE_HOME: home,
    RETRACE_PRIVATE_MODEL_HOSTS: '127.0.0.1',
    RETRACE_MODEL_URL: server.url,
    RETRACE_MODEL_NAME: 'operators-model',
    RETRACE_MODEL_KEY: key,
    RETRACE_MODEL_INPUT_PRICE: '2',
    RETRACE_MODEL_OUTPUT_PRICE: '8',
  })
  await db.user.create({ data: { id: admin.userId, email: 'a@b.org', name: 'Ada', role: 'admin', passwordHash: '-' } })
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true, force: true })
})
afterEach(async () => {
  await db.llmEndpoint.deleteMany()
  await db.llmCall.deleteMany()
  await db.auditEvent.deleteMany()
})

function newEndpoint(over: Partial<NewEndpoint> = {}): NewEndpoint {
  return NewEndpoint.parse({ name: 'Local', baseUrl: `${server.url}/`, model: 'test-model', key, ...over })
}

/** All that the database holds, as one text. */
async function dump(): Promise<string> {
  const tables = [db.llmEndpoint.findMany(), db.llmCall.findMany(), db.auditEvent.findMany(), db.setting.findMany()]
  return inspect(await Promise.all(tables), { depth: null, maxStringLength: null, maxArrayLength: null })
}

describe('the key of an endpoint', () => {
  test('reaches the server, and is in no view, row, error or log', async () => {
    const made = await createEndpoint(admin, newEndpoint())
    const endpoint = await getEndpoint(made.id)
    const subject = { kind: 'test', id: 'one' }
    const asked = await ask(
      { endpoint, subject, purpose: 'test', request: { messages: [{ role: 'user', content: 'Hi.' }] } },
      never,
    )
    const tested = await runEndpointTest(admin, { id: made.id }, { signal: never })
    await updateEndpoint(admin, EndpointUpdate.parse({ ...newEndpoint(), id: made.id, key: `${key}-2` }))
    await archiveEndpoint(admin, { id: made.id })
    expect(server.headers.at(-1)?.authorization).toBe(`Bearer ${key}`)
    const everything = [made, asked, tested, await listEndpoints(reviewer, {}), endpoint]
    expect(JSON.stringify(everything)).not.toContain(key)
    expect(inspect(everything, { depth: null })).not.toContain(key)
    expect(await dump()).not.toContain(key)
    expect(made).toMatchObject({ hasKey: true, host: new URL(server.url).host })
  })

  test('opens only with the key of this machine, which only its owner reads', async () => {
    await createEndpoint(admin, newEndpoint())
    expect((await stat(path.join(home, 'secret-key'))).mode & 0o777).toBe(0o600)
    expect((await readdir(home)).filter((name) => name.startsWith('secret-key'))).toEqual(['secret-key'])
    const [row] = await db.llmEndpoint.findMany()
    expect(Buffer.from(row!.sealedKey!).toString('latin1')).not.toContain(key)
    expect((await getEndpoint('local')).readKey()).toBe(key)
    const other = await createEndpoint(admin, newEndpoint({ name: 'Other' }))
    await db.llmEndpoint.update({ where: { id: other.id }, data: { sealedKey: row!.sealedKey } })
    await expect(getEndpoint('Other')).rejects.toThrow(/cannot be read on this machine/)
  })

  test('never goes to another server than it was given for', async () => {
    const { id } = await createEndpoint(admin, newEndpoint())
    const elsewhere = EndpointUpdate.parse({ ...newEndpoint({ key: undefined }), id, baseUrl: 'http://127.0.0.1:9/v1' })
    await expect(updateEndpoint(admin, elsewhere)).rejects.toThrow(/The key was given for 127\.0\.0\.1/)
    expect(await updateEndpoint(admin, { ...elsewhere, isKeyRemoved: true })).toMatchObject({ hasKey: false })
    expect((await getEndpoint(id)).readKey()).toBeUndefined()
  })
})

describe('endpoints', () => {
  test('are changed by administrators alone, and each change is in the audit', async () => {
    await expect(createEndpoint(reviewer, newEndpoint())).rejects.toThrow(/needs the role admin/)
    const { id } = await createEndpoint(admin, newEndpoint())
    const update = EndpointUpdate.parse({ ...newEndpoint({ key: undefined }), id, temperature: 0.5, inputPrice: 2 })
    await expect(updateEndpoint(reviewer, update)).rejects.toThrow(/needs the role admin/)
    await expect(archiveEndpoint(reviewer, { id })).rejects.toThrow(/needs the role admin/)
    await expect(runEndpointTest(reviewer, { id }, { signal: never })).rejects.toThrow(/needs the role admin/)
    await updateEndpoint(admin, update)
    await runEndpointTest(admin, { id }, { signal: never })
    await archiveEndpoint(admin, { id })
    const events = await db.auditEvent.findMany({ orderBy: { id: 'asc' } })
    expect(events.map(({ action }) => action)).toEqual([
      'endpoint.create',
      'endpoint.update',
      'endpoint.test',
      'endpoint.archive',
    ])
    expect(events[1]).toMatchObject({
      before: { temperature: null, hasKey: true },
      after: { temperature: 0.5, inputPrice: 2, hasKey: true, isKeyChanged: false },
    })
  })

  test('have names of their own, which archived ones give free', async () => {
    const { id } = await createEndpoint(admin, newEndpoint())
    await expect(createEndpoint(admin, newEndpoint({ name: 'LOCAL' }))).rejects.toThrow(
      /already an endpoint named LOCAL/,
    )
    await archiveEndpoint(admin, { id })
    await expect(getEndpoint(id)).rejects.toThrow(/There is no model endpoint/)
    await expect(createEndpoint(operator, newEndpoint())).resolves.toHaveProperty('id')
    expect(() => newEndpoint({ name: 'Environment' })).toThrow(/belongs to the endpoint of the environment/)
  })

  test('share their names with scorers, and are not listed with them', async () => {
    const scorer = await createEndpoint(admin, newEndpoint({ name: 'Scores', kind: 'scorer' }))
    await expect(createEndpoint(admin, newEndpoint({ name: 'scores' }))).rejects.toThrow(/already an endpoint named/)
    for (const name of ['embedded', 'Environment-Scorer']) {
      expect(() => newEndpoint({ name, kind: 'scorer' })).toThrow(/This name belongs to/)
    }
    await createEndpoint(admin, newEndpoint())
    const models = await listEndpoints(reviewer, {})
    const scorers = await listScorers(reviewer, {})
    expect(models.map(({ name, kind }) => [name, kind])).toEqual([
      ['environment', 'openai-compatible'],
      ['Local', 'openai-compatible'],
    ])
    expect(scorers.map(({ name, kind }) => [name, kind])).toEqual([['Scores', 'scorer']])
    await expect(runEndpointTest(admin, { id: scorer.id }, { signal: never })).rejects.toThrow(/Scores is a scorer/)
    const update = EndpointUpdate.parse({ ...newEndpoint({ name: 'Renamed', key: undefined }), id: scorer.id })
    expect(await updateEndpoint(admin, update)).toMatchObject({ name: 'Renamed', kind: 'scorer', hasKey: true })
    await archiveEndpoint(admin, { id: scorer.id })
    expect(await listScorers(reviewer, {})).toEqual([])
  })

  test('in a private network, or in clear text elsewhere, are refused unless the operator names the host', async () => {
    const private_ = [
      'http://10.0.0.1:8000/v1',
      'https://169.254.169.254/v1',
      'http://[::1]:8000/v1',
      'https://localhost/v1',
    ]
    for (const baseUrl of private_) {
      await expect(createEndpoint(admin, newEndpoint({ baseUrl }))).rejects.toThrow(/lies in a private network/)
    }
    await expect(createEndpoint(admin, newEndpoint({ baseUrl: 'http://1.1.1.1/v1' }))).rejects.toThrow(/with https/)
    await expect(createEndpoint(admin, newEndpoint())).resolves.toHaveProperty('id')
  })

  test('forget what a test found when they become another server or model', async () => {
    const { id } = await createEndpoint(admin, newEndpoint())
    await runEndpointTest(admin, { id }, { signal: never })
    const same = EndpointUpdate.parse({ ...newEndpoint({ key: undefined }), id, name: 'Renamed' })
    expect((await updateEndpoint(admin, same)).capabilities).toMatchObject({ works: true })
    expect((await updateEndpoint(admin, { ...same, model: 'another' })).capabilities).toBeNull()
  })

  test('the environment’s costs what the operator says', async () => {
    const request = { messages: [{ role: 'user' as const, content: 'one' }] }
    const endpoint = await getEndpoint('environment')
    await ask({ endpoint, subject: { kind: 'test', id: 'one' }, purpose: 'test', request }, never)
    const [listed] = await listEndpoints(reviewer, {})
    expect(listed).toMatchObject({ name: 'environment', inputPrice: 2, outputPrice: 8 })
    expect(listed?.month).toMatchObject({ calls: 1, microdollars: 2 + 3 * 8 })
  })

  test('are listed with what their calls come to this month, the environment’s first', async () => {
    const { id } = await createEndpoint(admin, newEndpoint({ inputPrice: 3, outputPrice: 5 }))
    await runEndpointTest(admin, { id: 'environment' }, { signal: never })
    const endpoint = await getEndpoint(id)
    for (const content of ['one', 'two']) {
      const request = { messages: [{ role: 'user' as const, content }] }
      await ask({ endpoint, subject: { kind: 'test', id: content }, purpose: 'test', request }, never)
    }
    await db.llmCall.create({
      data: { ...(await db.llmCall.findFirstOrThrow()), id: undefined, response: {}, createdAt: new Date(0) },
    })
    const listed = await listEndpoints(reviewer, {})
    expect(listed.map(({ name, isFixed, month }) => [name, isFixed, month.calls, month.microdollars])).toEqual([
      ['environment', true, 0, 0],
      ['Local', false, 2, 2 * (3 + 3 * 5)],
    ])
    expect(listed[0]).toMatchObject({ model: 'operators-model', hasKey: true, capabilities: { works: true } })
    for (const view of listed) expect(view).not.toHaveProperty('readKey')
    expect((await getEndpoint('environment')).readKey()).toBe(key)
  })
})
