import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findHolder, takeHome } from './home'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retrace-home-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const lock = () => path.join(folder, 'instance.json')

function holder(pid: number): string {
  return JSON.stringify({ pid, command: 'npm start', since: '2026-01-01T00:00:00.000Z', url: 'http://127.0.0.1:3000' })
}

test('a home is given back when it is released', async () => {
  const taken = await takeHome(folder, 'npm start')
  if (!('home' in taken)) throw new Error('The home was not free.')
  taken.home.publish({ url: 'http://127.0.0.1:3000', databaseUrl: 'postgresql://127.0.0.1/retrace' })
  expect((await stat(lock())).mode & 0o777).toBe(0o600)
  taken.home.release()
  expect(existsSync(lock())).toBe(false)
})

test('a home of a living process is not given, and it is said who has it', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  await writeFile(lock(), holder(other.pid ?? 0))
  expect(await takeHome(folder, 'npm start')).toMatchObject({
    heldBy: { pid: other.pid, url: 'http://127.0.0.1:3000' },
  })
  other.kill()
})

test('a home of a process that was killed is taken over', async () => {
  const other = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => other.once('exit', resolve))
  await writeFile(lock(), holder(other.pid ?? 0))
  expect(findHolder(folder)).toBeUndefined()
  expect(await takeHome(folder, 'npm start')).toHaveProperty('home')
})

test('a lock that was cut off while it was written is taken over', async () => {
  await writeFile(lock(), '{"pid":')
  expect(await takeHome(folder, 'npm start')).toHaveProperty('home')
})
