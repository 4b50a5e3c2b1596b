import { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/errors'

const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/** Calls our API from the browser and parses what comes back; failures are `AppError`s with a sentence to show. */
export async function fetchJson<Output extends z.ZodType>(
  Output: Output,
  path: string,
  init?: { method?: string; body?: unknown; signal?: AbortSignal },
): Promise<z.infer<Output>> {
  const response = await fetch(path, {
    method: init?.method ?? 'GET',
    signal: init?.signal,
    headers: init?.body === undefined ? undefined : { 'content-type': 'application/json' },
    body: init?.body === undefined ? undefined : JSON.stringify(init.body),
  }).catch((cause) => {
    if (init?.signal?.aborted) throw cause
    throw new AppError('unavailable', 'Retrace does not answer. Check that it is running, then try again.', { cause })
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return Output.parse(body)
  const failed = ErrorBody.safeParse(body)
  if (failed.success) throw new AppError(failed.data.error.code as ErrorCode, failed.data.error.message)
  throw new AppError('unavailable', `Retrace answered ${response.status}. Try again.`)
}
