import { AppError } from '@/lib/errors'
import { GitError } from './git'

/** What git says of objects that are not there: of a partial clone, mostly. Other errors stay what they are. */
export function explainLack(error: unknown, what: string): unknown {
  const isLack =
    error instanceof GitError && /not a tree object|could not read|unable to read|bad object/i.test(error.message)
  if (!isLack) return error
  const sentence = `This copy of the repository lacks ${what}: it was cloned with a filter, or is damaged.`
  return new AppError('invalid', sentence, { cause: error })
}
