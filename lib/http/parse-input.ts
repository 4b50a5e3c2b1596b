import type { z } from 'zod'
import { AppError } from '@/lib/errors'

/** Input from outside as its schema says, or an `invalid` error that lists what is wrong with it. */
export function parseInput<Input extends z.ZodType>(Input: Input, value: unknown): z.infer<Input> {
  const parsed = Input.safeParse(value)
  if (!parsed.success) throw new AppError('invalid', describeIssues(parsed.error), { cause: parsed.error })
  return parsed.data
}

function describeIssues(error: z.ZodError): string {
  const issues = error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
  return `${issues.join('; ')}.`
}
