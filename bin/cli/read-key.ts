import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { AppError } from '@/lib/errors'

/**
 * The key in a file, or in the input for `-`. Never an argument: those are seen by everybody on the machine. A path is
 * meant from where the command was typed.
 */
export async function readKey(file: string): Promise<string> {
  const found =
    file === '-' ? text(process.stdin) : readFile(path.resolve(process.env.INIT_CWD ?? process.cwd(), file), 'utf8')
  const key = await found.catch((cause) => {
    throw new AppError('not_found', `The key file ${file} cannot be read.`, { cause })
  })
  return key.trim()
}
