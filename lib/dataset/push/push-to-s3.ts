import { type FileHandle, open } from 'node:fs/promises'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { AppError } from '@/lib/errors'
import type { S3Place } from './destination'
import type { PushEffects, PushedFile, PushTarget } from './push'

/** Files of more than one part go part by part; S3 wants at least 5 MiB of each but the last, and at most 10,000. */
const leastPartBytes = 8 * 1024 * 1024
const mostParts = 10_000

type Part = { ETag: string | undefined; PartNumber: number }

/**
 * Sends a release to a bucket. What is there with the right SHA-256 is not sent again; of a file whose upload was begun,
 * only the parts that are missing are. The manifest and the sums come last: where they are, all is.
 */
export async function pushToS3(place: S3Place, target: PushTarget, effects: PushEffects): Promise<string> {
  const { bucket, region, endpoint, accessKeyId } = place
  const credentials = { accessKeyId, secretAccessKey: target.secret }
  const client = new S3Client({ region, endpoint, credentials, forcePathStyle: endpoint !== undefined })
  const prefix = `${place.prefix.replace(/\/?$/, '/').replace(/^\//, '')}${target.releaseId}/`
  const isLast = ({ path }: PushedFile) => path === 'manifest.json' || path === 'SHA256SUMS'
  const files = [...target.files.filter((file) => !isLast(file)), ...target.files.filter(isLast)]
  let done = 0
  try {
    for (const file of files) {
      effects.signal.throwIfAborted()
      const object = { Bucket: bucket, Key: prefix + file.path }
      const before = done
      const onBytes = (bytes: number) => effects.report(before + bytes)
      if (!effects.progress[file.path]?.isDone && !(await isThere(client, object, file, effects.signal)))
        await sendFile(client, object, file, effects, onBytes)
      await effects.save(file.path, { isDone: true })
      done += file.bytes
      await effects.report(done)
    }
    return endpoint ? `${endpoint.replace(/\/$/, '')}/${bucket}/${prefix}` : `s3://${bucket}/${prefix}`
  } catch (error) {
    effects.signal.throwIfAborted()
    throw toRefusal(error, bucket)
  } finally {
    client.destroy()
  }
}

type S3Object = { Bucket: string; Key: string }

async function isThere(
  client: S3Client,
  object: S3Object,
  file: PushedFile,
  abortSignal: AbortSignal,
): Promise<boolean> {
  try {
    const found = await client.send(new HeadObjectCommand(object), { abortSignal })
    return found.ContentLength === file.bytes && found.Metadata?.sha256 === file.sha256
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return false
    throw error
  }
}

async function sendFile(
  client: S3Client,
  object: S3Object,
  file: PushedFile,
  effects: PushEffects,
  onBytes: (bytes: number) => Promise<void>,
): Promise<void> {
  const { signal: abortSignal } = effects
  const Metadata = { sha256: file.sha256 }
  const handle = await open(file.source, 'r')
  try {
    if (file.bytes <= leastPartBytes) {
      const Body = await readPart(handle, 0, file.bytes)
      await client.send(new PutObjectCommand({ ...object, Body, Metadata }), { abortSignal })
      return
    }
    const begun = effects.progress[file.path]?.uploadId
    const known = begun ? await listParts(client, { ...object, UploadId: begun }, abortSignal) : undefined
    const UploadId = known ? begun : await beginUpload(client, { ...object, Metadata }, abortSignal)
    if (!known) await effects.save(file.path, { isDone: false, uploadId: UploadId })
    const partBytes = Math.max(leastPartBytes, Math.ceil(file.bytes / mostParts))
    const parts: Part[] = []
    for (let start = 0; start < file.bytes; start += partBytes) {
      abortSignal.throwIfAborted()
      const PartNumber = start / partBytes + 1
      const ETag = known?.get(PartNumber)
      if (ETag) parts.push({ ETag, PartNumber })
      else {
        const Body = await readPart(handle, start, Math.min(partBytes, file.bytes - start))
        const sent = await client.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body }), {
          abortSignal,
        })
        parts.push({ ETag: sent.ETag, PartNumber })
      }
      await onBytes(Math.min(file.bytes, start + partBytes))
    }
    const MultipartUpload = { Parts: parts }
    await client.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }), { abortSignal })
  } finally {
    await handle.close()
  }
}

async function beginUpload(
  client: S3Client,
  object: S3Object & { Metadata: Record<string, string> },
  abortSignal: AbortSignal,
): Promise<string> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object), { abortSignal })
  if (!UploadId) throw new AppError('unavailable', 'The storage began an upload without a name.')
  return UploadId
}

/** What is there of an upload that was begun, by number; undefined when the storage has forgotten it. */
async function listParts(
  client: S3Client,
  upload: S3Object & { UploadId: string },
  abortSignal: AbortSignal,
): Promise<Map<number, string> | undefined> {
  const found = new Map<number, string>()
  try {
    for (let PartNumberMarker: string | undefined; ; ) {
      const page = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker }), { abortSignal })
      for (const { PartNumber, ETag } of page.Parts ?? []) if (PartNumber && ETag) found.set(PartNumber, ETag)
      if (!page.IsTruncated) return found
      PartNumberMarker = page.NextPartNumberMarker
    }
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined
    throw error
  }
}

async function readPart(handle: FileHandle, start: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await handle.read(buffer, 0, bytes, start)
  if (bytesRead < bytes) throw new AppError('unavailable', 'A file of the export was changed on the disk.')
  return buffer
}

function toRefusal(cause: unknown, bucket: string): unknown {
  if (cause instanceof AppError) return cause
  const status = cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined
  if (status === 401 || status === 403)
    return new AppError('forbidden', `The storage does not let this key write to ${bucket}.`, { cause })
  if (status === 404) return new AppError('invalid', `The storage has no bucket ${bucket}.`, { cause })
  const words = cause instanceof Error ? cause.message : String(cause)
  return new AppError('unavailable', `The storage does not answer, or not as expected: ${words}`, { cause })
}
