import type { z } from 'zod'
import { type Actor, operator } from '@/lib/auth/actor'
import type { ForeignImportRequest } from '@/lib/foreign/foreign-import'
import { receiveForeignFile } from '@/lib/foreign/receive-foreign-file'
import { requestForeignImport } from '@/lib/foreign/request-foreign-import'
import { runForeignImport } from '@/lib/foreign/run-foreign-import'
import type { JobProgress } from '@/lib/jobs/job'
import { bytesOf } from './bytes'

export type Lines = readonly (string | object)[]

/** A file of lines; texts are lines as they are. */
export function toLines(lines: Lines): string {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
}

type Rest = Omit<z.input<typeof ForeignImportRequest>, 'uploadId'>

/** Sends a file and asks for its import; nothing works on it yet. */
export async function sendFile(name: string, content: string | Buffer, rest: Rest = {}, actor: Actor = operator) {
  const bytes = bytesOf(content, 50_000)
  const { id: uploadId } = await receiveForeignFile(actor, { name, body: bytes.read(0, bytes.size) })
  return { uploadId, ...(await requestForeignImport(actor, { uploadId, ...rest })) }
}

/** Does the work of an import. */
export function runImportOf(
  { id: importId, uploadId }: { id: string; uploadId: string },
  signal = new AbortController().signal,
  onReport: (progress: JobProgress) => void = () => {},
) {
  const report = async (progress: JobProgress) => onReport(progress)
  return runForeignImport({ importId, uploadId }, { jobRunId: '', signal, report })
}
