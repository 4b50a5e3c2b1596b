import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { Socket } from 'node:net'
import path from 'node:path'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { scratchFolder } from '@/lib/repository/with-scratch'
import type { StarterAnswer, StarterRequest } from './git-starter'

export type ApartProcess = {
  stdin: Writable
  stdout: Readable
  /**
   * Settles when the process has ended, though not all of its output may have been taken; `message` is what it said on
   * stderr. Rejects when it could not be started.
   */
  ended: Promise<{ code: number | null; signal: string | null; message: string }>
  /** Ends the process and all that it has started, if it has not ended by itself. */
  kill(): void
}

/**
 * Starts git from a small process of ours. Whoever starts a process is stopped until the system has copied its page
 * tables, and pays again for every page that it writes to afterwards: at half a gigabyte more than git takes to read a
 * small repository.
 */
export function startApart(args: string[], cwd: string | undefined, env: NodeJS.ProcessEnv): ApartProcess {
  starter ??= openStarter()
  const { address, whenReady, listen, tell } = starter
  const id = ++lastId
  const [stdin, stdout, socket] = [new PassThrough(), new PassThrough(), new Socket({ allowHalfOpen: true })]
  socket.pipe(stdout).once('close', () => socket.destroy())
  // A process that ends before it has read all its input breaks the connection; its end tells what happened.
  socket.once('error', () => stdout.end())
  stdin.on('error', () => {})
  const ended = new Promise<Awaited<ApartProcess['ended']>>((resolve, reject) => {
    listen(id, (answer) => {
      if (answer.state === 'started') return stdin.pipe(socket)
      stdin.unpipe().destroy()
      socket.end()
      if (answer.state === 'ended') return resolve(answer)
      stdout.end()
      return reject(Object.assign(new Error(answer.message), { code: answer.code }))
    })
  })
  whenReady(() => {
    tell({ id, args, cwd, env })
    socket.connect(address)
    socket.write(`${id}\n`)
  })
  return { stdin, stdout, ended, kill: () => whenReady(() => tell({ id, kill: true })) }
}

type Listener = (answer: StarterAnswer) => unknown

type Starter = {
  /** Where it listens. */
  address: string
  /** Does the work, in turn, as soon as it listens. */
  whenReady(work: () => void): void
  /** Until the process that is meant has ended. */
  listen(id: number, listener: Listener): void
  tell(request: StarterRequest): void
}

let lastId = 0
let starter: Starter | undefined

function openStarter(): Starter {
  const listeners = new Map<number, Listener>()
  let child: ChildProcess | undefined
  // It ends with this process, which it keeps alive only while something is to come from it.
  const keepAlive = () => (listeners.size > 0 ? child?.channel?.ref() : child?.channel?.unref())
  const folder = mkdtempSync(`${scratchFolder('git')}-`)
  // It removes the folder when it ends.
  const address = path.join(folder, 'socket')
  const end = () => {
    starter = undefined
    const message = 'The process that starts git has ended.'
    for (const [id, listener] of listeners) listener({ id, state: 'failed', code: undefined, message })
    listeners.clear()
  }
  const open = async () => {
    const program = await bundleProgram(new URL('./git-starter.ts', import.meta.url).href)
    const opened = fork(new URL(program), [address], { execArgv: [] })
    child = opened
    child.unref()
    child.once('exit', end).once('error', end)
    await new Promise<void>((resolve) => {
      opened.on('message', (answer: StarterAnswer | 'ready') => {
        if (answer === 'ready') return resolve()
        const listener = listeners.get(answer.id)
        if (answer.state !== 'started') listeners.delete(answer.id)
        keepAlive()
        listener?.(answer)
      })
    })
  }
  const isReady = open()
  isReady.catch(end)
  return {
    address,
    // What cannot be opened has been told to all who listen.
    whenReady: (work) => void isReady.then(work, () => {}),
    listen(id, listener) {
      listeners.set(id, listener)
      keepAlive()
    },
    tell: (request) => void (listeners.has(request.id) && child?.connected && child.send(request)),
  }
}
