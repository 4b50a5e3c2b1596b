import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress } from '@/lib/http/public-address'
import { type ResolveHost, resolvePublicHost } from '@/lib/http/resolve-host'
import { type GitServer, serveGit, testCertificate } from '@/lib/repository/testing/serve-git'
import { type FetchOptions, fetchRemote } from './fetch-remote'

const root = mkdtempSync(path.join(tmpdir(), 'retrace-fetch-test-'))
const certificate = path.join(root, 'certificate.pem')
const ca = { file: certificate, text: testCertificate }
let server: GitServer
let first = ''
let second = ''
let intercept: (path: string, response: ServerResponse) => boolean = () => false

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim()
}

beforeAll(async () => {
  writeFileSync(certificate, testCertificate)
  const work = path.join(root, 'work')
  mkdirSync(work)
  git(work, 'init', '--quiet')
  writeFileSync(path.join(work, 'a.txt'), 'one\n')
  git(work, 'add', '.')
  git(work, 'commit', '--quiet', '--message', 'One')
  first = git(work, 'rev-parse', 'HEAD')
  git(work, 'tag', '--annotate', 'v1', '--message', 'One')
  writeFileSync(path.join(work, 'noise.bin'), Buffer.from(Array.from({ length: 300_000 }, () => Math.random() * 256)))
  git(work, 'add', '.')
  git(work, 'commit', '--quiet', '--message', 'Two')
  second = git(work, 'rev-parse', 'HEAD')
  mkdirSync(path.join(root, 'served'))
  git(root, 'clone', '--quiet', '--bare', 'work', 'served/one.git')
  git(root, 'init', '--quiet', '--bare', 'served/empty.git')
  server = await serveGit(path.join(root, 'served'), (url, response) => intercept(url, response))
})

afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

/** The names of the test's certificate lead to this machine; all others go the way of real ones. */
const resolve: ResolveHost = async (host) => (host.endsWith('.example.test') ? ['127.0.0.1'] : resolvePublicHost(host))

type Options = Partial<Pick<FetchOptions, 'ref' | 'maxBytes' | 'signal' | 'gitVersion'>>

async function fetch(name: string, options: Options = {}) {
  const scratch = mkdtempSync(path.join(root, 'scratch-'))
  const signal = options.signal ?? AbortSignal.timeout(20_000)
  const address = `https://git.example.test:${server.port}/${name}`
  return fetchRemote({ address, scratch, ca, resolve, ...options, signal })
}

describe('fetchRemote', () => {
  test('gets the newest commit, and nothing of its history', async () => {
    const tree = await fetch('one.git')
    expect(tree.commit).toBe(second)
    expect(tree.entries.map((entry) => entry.path)).toEqual(['a.txt', 'noise.bin'])
    for await (const [, content] of tree.read(tree.entries.slice(0, 1), AbortSignal.timeout(5000))) {
      expect(content?.toString()).toBe('one\n')
    }
    const [scratch = ''] = readdirSync(root).filter((name) => name.startsWith('scratch-'))
    const gitDir = path.join(root, scratch, 'repository.git')
    expect(git(root, `--git-dir=${gitDir}`, 'rev-list', '--count', 'FETCH_HEAD')).toBe('1')
    expect(readdirSync(gitDir)).not.toContain('hooks')
  })

  test('a branch, an annotated tag and a commit may be asked for', async () => {
    expect((await fetch('one.git', { ref: 'main' })).commit).toBe(second)
    expect((await fetch('one.git', { ref: 'v1' })).commit).toBe(first)
    expect((await fetch('one.git', { ref: second })).commit).toBe(second)
  })

  test.each([
    ['none.git', {}, 'not_found', /does not exist or is private/],
    ['empty.git', {}, 'invalid', /is empty/],
    ['one.git', { ref: 'v9' }, 'not_found', /no branch, tag or commit “v9”/],
    ['one.git', { ref: '1'.repeat(40) }, 'not_found', /no branch, tag or commit/],
  ])('%s %j fails with a sentence', async (name, options, code, sentence) => {
    await expect(fetch(name, options)).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) })
  })

  test.each([
    [401, 'not_found', /does not exist or is private/],
    [503, 'unavailable', /HTTP status 503/],
  ])('a server that answers %i is understood', async (status, code, sentence) => {
    intercept = (_, response) => !!response.writeHead(status).end()
    await expect(fetch('one.git')).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) })
  })

  const redirectTo = (location: (url: string) => string) => {
    intercept = (url, response) =>
      url.startsWith('/old') && !!response.writeHead(301, { location: location(url) }).end()
  }

  test('a repository that has moved is followed', async () => {
    redirectTo((url) => `https://moved.example.test:${server.port}${url.replace('/old', '/one.git')}`)
    expect((await fetch('old')).commit).toBe(second)
  })

  test.each([
    ['a private address', 'https://169.254.169.254/info/refs', /private network/],
    ['plain http', 'http://git.example.test/info/refs', /away from https/],
    ['a page for people', 'https://git.example.test/login', /does not exist or is private/],
    ['itself, for ever', '/old/info/refs?service=git-upload-pack', /redirects without end/],
  ])('a redirect to %s is not', async (_, location, sentence) => {
    redirectTo(() => location)
    await expect(fetch('old')).rejects.toThrow(sentence)
  })

  test('a git that ignores the checked addresses is given no address', async () => {
    let requests = 0
    intercept = () => {
      requests++
      return false
    }
    const fetching = fetch('one.git', { gitVersion: async () => 'git version 2.36.6\n' })
    await expect(fetching).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/git 2\.37 or later/),
    })
    expect(requests).toBe(0)
  })

  test('a repository beyond the limit is given up', async () => {
    intercept = () => false
    await expect(fetch('one.git', { maxBytes: 10_000 })).rejects.toThrow('The repository is larger than 9.8 KiB.')
  })

  test('a server that stops answering is left within two seconds of an abort', async () => {
    intercept = (url) => url.includes('upload-pack') && !url.includes('info/refs')
    const controller = new AbortController()
    const fetching = fetch('one.git', { signal: controller.signal })
    fetching.catch(() => {})
    await sleep(500)
    const aborted = performance.now()
    controller.abort(new Error('canceled'))
    await expect(fetching).rejects.toThrow('canceled')
    expect(performance.now() - aborted).toBeLessThan(2000)
  })
})

test('names are looked up before they are trusted', async () => {
  await expect(resolvePublicHost('localhost')).rejects.toThrow(/private network/)
  await expect(resolvePublicHost('127.0.0.1')).rejects.toThrow(/private network/)
  expect(isPublicAddress('140.82.121.4')).toBe(true)
})
