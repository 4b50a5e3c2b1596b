import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
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
  const alias = '!echo $$; sleep 60 & echo $!; wait'
  const git = startGit(['wait-for-ever'], { settings: { 'alias.wait-for-ever': alias }, signal: controller.signal })
  const pids: number[] = []
  for (let text = ''; pids.length < 2; ) {
    text += String((await once(git.stdout, 'data'))[0])
    pids.splice(0, 2, ...text.trim().split('\n').map(Number))
  }
  controller.abort(new Error('canceled'))
  await expect(git.ended).rejects.toThrow('canceled')
  await sleep(100)
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('output without end is cut off', async () => {
  const settings = { 'alias.chatter': '!yes' }
  await expect(runGit(['chatter'], { settings, maxOutputBytes: 1000 })).rejects.toThrow(/more than can be read/)
})
