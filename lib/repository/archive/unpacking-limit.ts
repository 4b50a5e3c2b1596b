import { AppError } from '@/lib/errors'
import { formatBytes, limits } from '@/lib/repository/limits'

/** Refuses an archive of `packed` bytes that has become `unpacked` bytes, when that is more than an honest one does. */
export function requireHonestSize(unpacked: number, packed: number): void {
  if (unpacked > limits.unpackedBytes) {
    throw new AppError(
      'invalid',
      `The archive holds more than ${formatBytes(limits.unpackedBytes)} when it is unpacked.`,
    )
  }
  if (unpacked > limits.ratioFromBytes && unpacked > packed * limits.unpackedRatio) {
    throw new AppError(
      'invalid',
      `The archive would become more than ${limits.unpackedRatio} times larger when it is unpacked: it is not read.`,
    )
  }
}

/** Every member costs time, a folder too. */
export function requireMemberCount(count: number): void {
  if (count <= 2 * limits.files) return
  throw new AppError('invalid', `The archive lists more than ${(2 * limits.files).toLocaleString('en')} members.`)
}

/** What a library says of broken bytes, as a sentence; everything else stays what it is. */
export function explainDamage(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof AppError) return signal.aborted ? signal.reason : error
  return new AppError('invalid', 'The archive cannot be read: it is damaged, cut short, or no archive at all.', {
    cause: error,
  })
}
