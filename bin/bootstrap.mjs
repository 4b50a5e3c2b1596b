// The door of every npm script: `node bin/bootstrap.mjs COMMAND [ARG …]`, with `exec`, so that npm's signals reach it. Runs on any Node ≥ 20.9 with nothing
// installed; installs what is missing, then hands over to bin/COMMAND.ts under the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { memorySettings, nodeFlags } from './node-flags.mjs'

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const [command, ...args] = process.argv.slice(2)

requireNode()
install()
generateClient()
handOver()

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  fail(`Retrace needs Node 20.9 or later to set itself up; this is ${process.versions.node}.`)
}

/**
 * Installs the versions of package-lock.json, unless that has been done. Not with `npm ci`: it refuses a lock file that was
 * written where the builds of other platforms could not be had, although none of them is needed.
 */
function install() {
  const lock = path.join(root, 'package-lock.json')
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && modifiedAt(installed) >= modifiedAt(lock) && existsSync(projectNode())) return
  say('Installing packages (a minute or two, once) …')
  run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed.',
  )
}

function generateClient() {
  const schema = path.join(root, 'prisma', 'schema.prisma')
  const client = path.join(root, 'lib', 'db', 'generated', 'client.ts')
  if (existsSync(client) && modifiedAt(client) >= modifiedAt(schema)) return
  say('Generating the database client …')
  // `generate` needs no native engine, only the name of some program in its place: see docs/decisions.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  run(projectNode(), [prisma, 'generate'], 'The database client could not be generated.', env)
}

function handOver() {
  const file = path.join(root, 'bin', `${command}.ts`)
  if (!command || !existsSync(file)) fail(`There is no command "${command ?? ''}".`)
  const tsx = createRequire(path.join(root, 'package.json')).resolve('tsx')
  const nodeArgs = [...nodeFlags, '--import', `file://${tsx}`, file, ...args]
  // Of the schema engine, which is WebAssembly: nothing that a person could act on.
  const options = `${process.env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim()
  const env = {
    ...memorySettings,
    ...process.env,
    NODE_OPTIONS: options,
    PATH: `${path.dirname(projectNode())}${path.delimiter}${process.env.PATH}`,
  }
  // The channel tells the child when this process is killed; it then stops as well.
  const child = spawn(projectNode(), nodeArgs, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the child by itself, through the terminal.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  stopWhenOrphaned(child)
  child.on('error', (error) => fail(`The project's Node could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** npm that is killed cannot pass it on. Outside npm, whoever started us may well end before us. */
function stopWhenOrphaned(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
}

function projectNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return path.join(root, 'node_modules', 'node', 'bin', name)
}

function run(program, programArgs, sentence, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(program, programArgs, { cwd: root, env, encoding: 'utf8' })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  fail(sentence)
}

function modifiedAt(file) {
  return statSync(file).mtimeMs
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
