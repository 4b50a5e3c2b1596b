import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GitError, runGit, startGit } from './git'

test('what git says no to becomes an error with its words', async () => {
  await expect(runGit(['rev-parse', '--verify', 'x'], { gitDir: '/nowhere' })).rejects.toThrow(GitError)
  await expect(runGit(['rev-parse', '--verify', 'x'], { gitDir: '/nowhere' })).rejects.toThrow(/not a git repository/)
})

test('a machine without git is told so', async () => {
  const running = runGit(['version'], { env: { PATH: '/nowhere' } })
  await expect(running).rejects.toMatchObject({ code: 'unavailable', message: /git program is not installed/ })
})

test('no transport is open unless it was asked for', async () => {
  for (const url of [
    'file:///tmp',
    'ssh://localhost/x',
    'ext::touch /tmp/x',
    'http://localhost:1/x',
    'https://localhost:1/x',
  ]) {
    await expect(runGit(['ls-remote', '--', url])).rejects.toThrow(/transport '\w+' not allowed/)
  }
})

test('an abort kills git and whatever it started', async () => {
  const controller = new AbortController()
  const settings = { 'alias.wait-for-ever': '!echo started; sleep 60 & wait' }
  const git = startGit(['wait-for-ever'], { settings, signal: controller.signal })
  await once(git.stdout, 'data')
  const aborted = performance.now()
  controller.abort(new Error('canceled'))
  // The output of git ends with the last process that could still write to it.
  await expect(git.ended).rejects.toThrow('canceled')
  expect(performance.now() - aborted).toBeLessThan(2000)
})

test('output without end is cut off', async () => {
  const settings = { 'alias.chatter': '!yes' }
  await expect(runGit(['chatter'], { settings, maxOutputBytes: 1000 })).rejects.toThrow(/more than can be read/)
})

test.runIf(existsSync('/proc/self/stat'))(
  'when the process that starts git dies, so does what runs, and the next git starts',
  async () => {
    // The parent of the shell is git, whose own parent that process is.
    const settings = { 'alias.end-starter': '!kill -9 $(cut -d" " -f4 /proc/$PPID/stat)' }
    await expect(runGit(['end-starter'], { settings })).rejects.toThrow('The process that starts git has ended.')
    expect((await runGit(['version'])).toString()).toMatch(/^git version/)
  },
)

test('output that nobody takes keeps no git from being stopped', async () => {
  const git = startGit(['chatter'], { settings: { 'alias.chatter': '!yes' } })
  await once(git.stdout, 'readable')
  git.stop()
  await expect(git.ended).rejects.toThrow(GitError)
})
