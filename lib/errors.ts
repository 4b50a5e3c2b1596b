export type ErrorCode = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'unavailable'

const sentenceMark = 'sentence:'

/** A refusal or failure that a person can act on. The message is a sentence; anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = 'AppError'
  /** The words again, under the one name that Next.js lets through from a server page to `error.tsx`. */
  readonly digest: string

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.digest = `${sentenceMark}${message}`
  }
}

/** The sentence of an `AppError`, also of one that a server page threw and only its digest is left of. */
export function findSentence(error: unknown): string | undefined {
  if (error instanceof AppError) return error.message
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return digest.startsWith(sentenceMark) ? digest.slice(sentenceMark.length) : undefined
}
