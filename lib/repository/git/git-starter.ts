import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'

/**
 * The program of the process behind `startApart`: it listens at the address that it is given. A connection begins with
 * the number of a request and then is the input and output of its git; everything else is told by messages. Runs as it
 * stands, without a loader, and ends with the process that it works for.
 */
export type StartRequest = { id: number; args: string[]; cwd: string | undefined; env: NodeJS.ProcessEnv }
export type StarterRequest = StartRequest | { id: number; kill: true }
export type StarterAnswer =
  | { id: number; state: 'started' }
  | { id: number; state: 'ended'; code: number | null; signal: string | null; message: string }
  | { id: number; state: 'failed'; code: string | undefined; message: string }

const address = process.argv[2] ?? ''

/** A request and its connection, which come in any order. */
type Start = { request?: StartRequest; socket?: Socket; isKilled?: boolean }

const starts = new Map<number, Start>()
const running = new Map<number, ChildProcess>()
const maxMessageLength = 4000

const tell = (answer: StarterAnswer | 'ready') => process.send?.(answer)

function meet(id: number, part: Start): void {
  const known = { ...starts.get(id), ...part }
  if (known.request && known.socket) {
    starts.delete(id)
    start(known.request, known.socket)
    if (known.isKilled) kill(id)
  } else starts.set(id, known)
}

function start({ id, args, cwd, env }: StartRequest, socket: Socket): void {
  const child = spawn('git', args, { cwd, env, stdio: [socket, socket, 'pipe'], detached: true })
  // Git has the connection for itself.
  socket.destroy()
  running.set(id, child)
  let message = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    message = (message + chunk.toString()).slice(-maxMessageLength)
  })
  child.on('spawn', () => tell({ id, state: 'started' }))
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (running.delete(id)) tell({ id, state: 'failed', code: error.code, message: error.message })
  })
  child.on('close', (code, signal) => {
    if (running.delete(id)) tell({ id, state: 'ended', code, signal, message })
  })
}

function kill(id: number): void {
  const child = running.get(id)
  if (!child) meet(id, { isKilled: true })
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    // It leads a group of its own.
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

process.on('message', (request: StarterRequest) => {
  if ('kill' in request) kill(request.id)
  else meet(request.id, { request })
})
process.on('disconnect', () => {
  for (const id of running.keys()) kill(id)
  rmSync(path.dirname(address), { recursive: true, force: true })
  process.exit()
})
// What ends the process that it works for by way of the terminal ends this one, too, and not before.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => {})
  socket.once('data', (chunk) => {
    socket.pause()
    meet(Number(chunk.toString()), { socket })
  })
}).listen(address, () => tell('ready'))
