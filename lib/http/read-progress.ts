import { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/errors'

const Line = z.union([
  z.object({ progress: z.unknown() }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ result: z.unknown() }),
])

const unreachable = 'Retrace does not answer. Check that it is running, then try again.'

/** Calls a `streamRoute` from the browser: tells each progress, gives the result or throws an `AppError` with a sentence. */
export async function readProgress<Progress extends z.ZodType, Result extends z.ZodType>(
  schemas: { Progress: Progress; Result: Result },
  path: string,
  onProgress: (progress: z.infer<Progress>) => void,
  signal: AbortSignal,
): Promise<z.infer<Result>> {
  const response = await fetch(path, { method: 'POST', signal }).catch((cause) => {
    throw new AppError('unavailable', unreachable, { cause })
  })
  for await (const text of linesOf(response)) {
    const line = Line.parse(JSON.parse(text))
    if ('error' in line) throw new AppError(line.error.code as ErrorCode, line.error.message)
    if ('progress' in line) onProgress(schemas.Progress.parse(line.progress))
    else return schemas.Result.parse(line.result)
  }
  throw new AppError('unavailable', unreachable)
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const part = await reader?.read()
    const lines = (rest + (part?.value ?? '')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter(Boolean)
    if (part?.done !== false) break
  }
  if (rest) yield rest
}
