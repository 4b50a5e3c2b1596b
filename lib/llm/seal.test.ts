import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEnv } from '@/lib/env'
import { seal, unseal } from './seal'
import { getSecretKey } from './secret-key'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-seal-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const key = Buffer.alloc(32, 1)

test('what was sealed opens with the same key for the same owner, and never looks the same twice', () => {
  const sealed = seal('sk-secret ✓', key, 'one')
  expect(unseal(sealed, key, 'one')).toBe('sk-secret ✓')
  expect(seal('sk-secret ✓', key, 'one')).not.toEqual(sealed)
})

test('another key, another owner, a changed or a cut text are refused', () => {
  const sealed = seal('sk-secret', key, 'one')
  const changed = Buffer.from(sealed)
  changed[changed.length - 1]! ^= 1
  const broken: [Buffer, Buffer, string][] = [
    [sealed, Buffer.alloc(32, 2), 'one'],
    [sealed, key, 'two'],
    [changed, key, 'one'],
    [sealed.subarray(0, 20), key, 'one'],
  ]
  for (const [bytes, with_, owner] of broken)
    expect(() => unseal(bytes, with_, owner)).toThrow(/cannot be read on this/)
})

test('the key of a machine is made once, also by many at once, and only its owner reads it', async () => {
  const env = readEnv({ RETRACE_HOME: path.join(home, 'new') })
  const keys = await Promise.all(Array.from({ length: 8 }, () => getSecretKey(env)))
  expect(new Set(keys.map((each) => each.toString('hex'))).size).toBe(1)
  const file = path.join(home, 'new', 'secret-key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64url')).toHaveLength(32)
})

test('a key of the environment takes the place of the file', async () => {
  const given = readEnv({ RETRACE_HOME: path.join(home, 'unused'), RETRACE_SECRET_KEY: 'x'.repeat(32) })
  expect(await getSecretKey(given)).toHaveLength(32)
  expect(() => statSync(path.join(home, 'unused'))).toThrow(/ENOENT/)
  expect(() => readEnv({ RETRACE_SECRET_KEY: 'short' })).toThrow(/RETRACE_SECRET_KEY\s+\(hidden\)/)
})
