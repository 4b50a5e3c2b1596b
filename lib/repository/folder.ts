import { AppError } from '@/lib/errors'

const maxLength = 500

/** A folder within a repository, `/`-separated and relative; undefined for all of it. Throws `invalid` otherwise. */
export function parseFolder(given: string | undefined | null): string | undefined {
  const folder = given?.trim().replace(/^(?:\.\/)+|\/+$/g, '')
  if (folder === undefined || folder === '' || folder === '.') return undefined
  const isOdd = folder.split('/').some((part) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part))
  if (isOdd || folder.length > maxLength || /\p{Cc}/u.test(folder)) {
    throw new AppError('invalid', `“${folder.slice(0, 80)}” cannot be a folder of a repository.`)
  }
  return folder
}
