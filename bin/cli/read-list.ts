import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { AppError } from '@/lib/errors'
import { parseRepositoryList } from '@/lib/repository/batch/repository-list'

/** A list of repositories, from a file or, with -, from the input; paths in it are meant from where the command was typed. */
export async function readList(file: string): Promise<string> {
  const reading = file === '-' ? text(process.stdin) : readFile(absolute(file), 'utf8')
  const list = await reading.catch((cause) => {
    throw new AppError('not_found', `The list ${file} cannot be read.`, { cause })
  })
  return parseRepositoryList(list)
    .map(({ source, ref, problem }) => (problem ? source : JSON.stringify({ repo: absolute(source), ref })))
    .join('\n')
}

/** A path is meant from where the command was typed; npm runs us at the root of the project. */
export function absolute(source: string): string {
  if (source === '' || /^[a-z][a-z0-9+.-]*:/i.test(source)) return source
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), source)
}
