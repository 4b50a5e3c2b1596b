import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { nextProgram, root } from './build'
import { nodeFlags } from './node-flags.mjs'

const exitWithParent = pathToFileURL(path.join(root, 'bin', 'exit-with-parent.mjs')).href

type SpawnOptions = { isDev: boolean; stdio: 'inherit' | 'pipe' }

export function spawnWeb(env: Env, { isDev, stdio }: SpawnOptions): ChildProcess {
  const nodeEnv = isDev ? ('development' as const) : ('production' as const)
  const args = [
    '--import',
    exitWithParent,
    nextProgram,
    isDev ? 'dev' : 'start',
    '-H',
    env.HOST,
    '-p',
    String(env.PORT),
  ]
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: nodeEnv, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: withChannel(stdio),
  })
}

export function spawnWorker({ isDev, stdio }: SpawnOptions): ChildProcess {
  const worker = path.join(root, 'bin', 'worker.ts')
  const args = [...nodeFlags, '--disable-warning=ExperimentalWarning', '--import', 'tsx', worker, '--quiet']
  if (isDev) args.unshift('--watch-preserve-output', '--watch')
  return spawn(process.execPath, args, { cwd: root, env: process.env, stdio: withChannel(stdio) })
}

function withChannel(stdio: 'inherit' | 'pipe'): StdioOptions {
  return ['ignore', stdio, stdio, 'ipc']
}

/** Ends a child politely, then not; resolves when it is gone. */
export async function stopProcess(child: ChildProcess, patienceMs = 8_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const isLate = sleep(patienceMs, true, { ref: false })
  if (await Promise.race([ended.then(() => false), isLate])) child.kill('SIGKILL')
  await ended
}

/** Waits until the pages and their database answer; throws when the process ends before. */
export async function waitForWeb(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new AppError('unavailable', 'The web server ended before it was ready.')
    const response = await fetch(`${url}/api/v1/health`).catch(() => undefined)
    if (response?.ok) return
    await sleep(100)
  }
}

export function waitForReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new AppError('unavailable', 'The worker ended before it was ready.')))
  })
}

export function addressOf(env: Env): string {
  return env.RETRACE_URL ?? localAddressOf(env)
}

export function localAddressOf({ HOST, PORT }: Env): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return `http://${host}:${PORT}`
}
