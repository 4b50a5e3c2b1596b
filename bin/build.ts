import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'

export const root = path.resolve(import.meta.dirname, '..')
export const nextProgram = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

const folders = ['app', 'components', 'lib', 'public']
const files = ['next.config.ts', 'package-lock.json', 'postcss.config.mjs', 'prisma/schema.prisma', 'tsconfig.json']
const stamp = path.join(root, process.env.RETRACE_DIST_DIR || '.next', 'retrace-sources')

/** Builds the pages unless these very sources were built before; says whether it had to. */
export async function buildIfChanged(say: (line: string) => void, signal?: AbortSignal): Promise<boolean> {
  const hash = await hashSources()
  const built = existsSync(stamp) ? await readFile(stamp, 'utf8') : undefined
  if (built === hash) return false
  say('Building the pages (about a minute, only when the sources changed) …')
  await runNextBuild(signal)
  await writeFile(stamp, hash)
  return true
}

async function runNextBuild(signal?: AbortSignal): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, [nextProgram, 'build'], {
    cwd: root,
    env,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => {}))
  if (code === 0) return
  process.stderr.write(output)
  throw new AppError('unavailable', 'The pages could not be built; the reason is above.')
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const file of [...files, ...(await listSources())]) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file)))
  }
  return hash.digest('hex')
}

async function listSources(): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const file = path.relative(root, path.join(entry.parentPath, entry.name))
      if (entry.isFile() && !/\.test\.tsx?$/.test(file) && !file.startsWith('lib/db/generated')) found.push(file)
    }
  }
  return found.sort()
}
