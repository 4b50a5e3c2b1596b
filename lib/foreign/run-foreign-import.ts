import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobContext } from '@/lib/jobs/job'
import { CanceledError } from '@/lib/jobs/run-job'
import { openUpload } from '@/lib/repository/archive/open-upload'
import { deleteUpload } from '@/lib/repository/archive/store-upload'
import { formatBytes } from '@/lib/repository/limits'
import { type ForeignImportResult, foreignImportJob } from './job'
import { openRecords } from './open-records'
import { type ReadRow, readTrajectories } from './read-trajectories'
import { saveTrajectory } from './save-trajectory'
import {
  countOutcomes,
  endForeignImport,
  getReading,
  listDoneNumbers,
  type NewForeignRow,
  type Reading,
  saveForeignRow,
  setForeignFormat,
} from './store'

/**
 * Reads a file of foreign trajectories row by row. Each row is stored, or listed with its problem, before the next is read:
 * whoever is killed goes on after the last of them. The file is deleted once it need not be read again.
 */
export async function runForeignImport(given: unknown, context: JobContext): Promise<ForeignImportResult> {
  const started = performance.now()
  const { importId, uploadId } = foreignImportJob.Payload.parse(given)
  const reading = await getReading(db, importId)
  try {
    if (!reading.isEnded) await readFile(importId, uploadId, reading, context)
    await deleteUpload(db, uploadId)
  } catch (error) {
    if (isFinal(error, context.signal)) await deleteUpload(db, uploadId)
    throw error
  }
  const counts = await countOutcomes(db, importId)
  const { format } = await db.foreignImport.findUniqueOrThrow({ where: { id: importId }, select: { format: true } })
  return { importId, format, ...counts, ms: Math.round(performance.now() - started) }
}

/** What an import that was canceled while it waited leaves behind: its file. */
export async function abandonForeignImport(given: unknown): Promise<void> {
  await deleteUpload(db, foreignImportJob.Payload.parse(given).uploadId)
}

/** As `runJob` sees it: neither a bug nor something that may be mended by waiting. */
function isFinal(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return signal.reason instanceof CanceledError
  return error instanceof AppError && error.code !== 'unavailable'
}

async function readFile(importId: string, uploadId: string, reading: Reading, context: JobContext): Promise<void> {
  const { signal, report } = context
  const file = await openUpload(uploadId)
  let read = 0
  try {
    const records = await openRecords(file, reading.name, signal, (bytes) => {
      read = bytes
    })
    const done = await listDoneNumbers(db, importId)
    let count = done.size
    await report({ done: count, total: records.total, unit: 'trajectories', message: `Reading ${reading.name}` })
    const options = { file: reading.name, asked: reading.asked, isDone: (number: number) => done.has(number) }
    let hasFormat = false
    for await (const row of readTrajectories(records, options)) {
      signal.throwIfAborted()
      if (!hasFormat && row.format) await setForeignFormat(db, importId, row.format)
      hasFormat ||= row.format !== null
      await saveForeignRow(db, importId, await deal(row, importId, reading, signal))
      count += 1
      await report({ done: count, message: `${formatBytes(read)} of ${formatBytes(file.size)} of ${reading.name}` })
    }
    if (count === 0) throw new AppError('invalid', `${reading.name} holds no trajectory.`)
    await endForeignImport(db, importId)
  } finally {
    await file.close()
  }
}

/** What becomes of a row. */
async function deal(row: ReadRow, importId: string, reading: Reading, signal: AbortSignal): Promise<NewForeignRow> {
  const { number } = row
  if ('problem' in row) return { number, outcome: 'failed', message: storable(row.problem) }
  const place = { importId, row: number, format: row.format ?? 'unknown' }
  const { trajectoryId, isKnown, remarks } = await saveTrajectory(row.trajectory, reading, place, signal)
  const message = remarks.length > 0 ? storable(remarks.join(' ')) : undefined
  return { number, outcome: isKnown ? 'known' : 'imported', trajectoryId, message }
}

const longestMessage = 2000

/** What a broken file says of itself may be long, and may hold anything. */
function storable(message: string): string {
  const text = message.toWellFormed().replaceAll('\0', '\ufffd')
  return text.length > longestMessage ? `${text.slice(0, longestMessage).toWellFormed()}…` : text
}
