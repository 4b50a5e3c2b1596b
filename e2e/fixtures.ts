import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '..')

export type Instance = { url: string; setupLink: string; home: string; log(): string }

export const admin = { name: 'Ada Lovelace', email: 'ada@example.org', password: 'difference engine no. 2' }

/** A whole Retrace, started as people start it, on a home and a port of its own. */
export async function startInstance(
  environment: Record<string, string> = {},
): Promise<{ instance: Instance; stop(): Promise<void> }> {
  const home = environment.RETRACE_HOME ?? (await mkdtemp(path.join(tmpdir(), 'retrace-e2e-')))
  const port = await findFreePort()
  // All of the sources are more than twenty thousand steps, which every journey would wait for.
  const own = {
    RETRACE_SAMPLE: 'lib/auth',
    RETRACE_HOME: home,
    HOST: '127.0.0.1',
    PORT: String(port),
    RETRACE_PRIVATE_MODEL_HOSTS: '127.0.0.1',
  }
  const env = { ...process.env, ...own, ...environment }
  const child = spawn('node', ['bin/bootstrap.mjs', 'start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const setupLink = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      if (output.includes('Press Ctrl-C')) resolve(/http\S+\/setup\?token=\S+/.exec(output)?.[0] ?? '')
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', () => reject(new Error(`Retrace ended before it was ready:\n${output}`)))
  })
  const instance = { url: `http://127.0.0.1:${port}`, setupLink, home, log: () => output }
  return {
    instance,
    async stop() {
      await end(child)
      if (!environment.RETRACE_HOME) await rm(home, { recursive: true, force: true })
    },
  }
}

export const test = base.extend<{ signedIn: Page }, { instance: Instance }>({
  instance: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const { instance, stop } = await startInstance()
      await use(instance)
      await stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ instance }, use) => use(instance.url),
  /** A page of the administrator; the account is created through the printed link when there is none yet. */
  signedIn: async ({ page, instance }, use) => {
    await signIn(page, instance)
    await use(page)
  },
})

let isSetUp = ''

export async function signIn(page: Page, instance: Instance, person = admin): Promise<void> {
  if (isSetUp !== instance.url) await setUp(page, instance)
  else {
    await page.goto(`${instance.url}/sign-in`)
    await page.getByLabel('E-mail address').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

/** Keys are heard only once the page has its scripts: waits until what it shows answers. */
export async function waitUntilAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll('main button, main a, main input')].at(-1)
    return last && Object.keys(last).some((key) => key.startsWith('__react'))
  })
}

/** A sequence such as `g v`, as quick as hands are, however long the page takes over the first key. */
export async function pressInTurn(page: Page, keys: string): Promise<void> {
  await Promise.all(keys.split(' ').flatMap((key) => [page.keyboard.down(key), page.keyboard.up(key)]))
}

async function setUp(page: Page, instance: Instance): Promise<void> {
  await page.goto(instance.setupLink)
  await page.getByLabel('Name', { exact: true }).fill(admin.name)
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  isSetUp = instance.url
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export { expect }
