import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'

const fileName = 'secret-key'

/**
 * The key that seals the keys of endpoints, of 32 bytes. It is never in the database: it comes from RETRACE_SECRET_KEY,
 * or from a file under the home that only its owner reads and that the first use makes.
 */
export async function getSecretKey({ RETRACE_SECRET_KEY, RETRACE_HOME } = env()): Promise<Buffer> {
  const secret = RETRACE_SECRET_KEY ?? (await readOrCreate(path.join(RETRACE_HOME, fileName)))
  return createHash('sha256').update(`retrace endpoint keys:${secret}`).digest()
}

/** A link is made whole or not at all: of two processes that make the key at once, one wins and both use its key. */
async function readOrCreate(file: string): Promise<string> {
  const found = await readFile(file, 'utf8').catch(() => undefined)
  if (found) return found
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  return readFile(file, 'utf8')
}
