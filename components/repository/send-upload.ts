import { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/errors'
import { Upload } from '@/lib/repository/archive/upload'

const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

const noAnswer = 'Retrace does not answer. Check that it is running, then try again.'

export type SendOptions = {
  /** What it is sent for: the archive of a repository, when absent. */
  kind?: 'trajectories'
  signal: AbortSignal
  onSent: (bytes: number) => void
}

/** Sends a file as it is and tells how much of it has gone; `fetch` cannot tell that. Rejects when it is aborted. */
export function sendUpload(file: File, { kind, signal, onSent }: SendOptions): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/uploads?${new URLSearchParams({ name: file.name, ...(kind && { kind }) })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => onSent(loaded)
    request.onload = () => {
      try {
        resolve(readAnswer(request))
      } catch (error) {
        reject(error)
      }
    }
    request.onerror = () => reject(new AppError('unavailable', noAnswer))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function readAnswer({ status, responseText }: XMLHttpRequest): Upload {
  const body: unknown = JSON.parse(responseText || 'null')
  if (status < 300) return Upload.parse(body)
  const failed = ErrorBody.safeParse(body)
  if (!failed.success) throw new AppError('unavailable', `Retrace answered ${status}. Try again.`)
  throw new AppError(failed.data.error.code as ErrorCode, failed.data.error.message)
}
