import { AppError } from '@/lib/errors'
import type { Author } from './author'
import { embeddedAuthor } from './embedded-author'

/** The author of a name. Authors behind an endpoint join here. */
export function findAuthor(name: string): Author {
  if (name === embeddedAuthor.name) return embeddedAuthor
  throw new AppError(
    'invalid',
    `There is no author named ${name}: the one that is built in is "${embeddedAuthor.name}".`,
  )
}
