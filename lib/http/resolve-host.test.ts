import { expect, test } from 'vitest'
import { resolveHost, resolveModelHost } from './resolve-host'

process.env.RETRACE_PRIVATE_HOSTS = '127.0.0.1, localhost'
process.env.RETRACE_PRIVATE_MODEL_HOSTS = '10.1.2.3'

test('a private host is read when the operator has named it, and no other is', async () => {
  expect(await resolveHost('127.0.0.1')).toEqual(['127.0.0.1'])
  expect((await resolveHost('localhost')).length).toBeGreaterThan(0)
  await expect(resolveHost('10.1.2.3')).rejects.toThrow(/private network/)
  await expect(resolveHost('::1')).rejects.toThrow(/private network/)
})

test('hosts of models are named apart from hosts of repositories', async () => {
  expect(await resolveModelHost('10.1.2.3')).toEqual(['10.1.2.3'])
  await expect(resolveModelHost('127.0.0.1')).rejects.toThrow(/RETRACE_PRIVATE_MODEL_HOSTS/)
})
