import { AppError } from '@/lib/errors'
import { formatBytes } from '@/lib/repository/limits'
import type { ForeignTrajectory } from './foreign'
import { detectFormat, type ForeignFormatName, foreignFormats } from './formats/catalog'
import type { ForeignFormat } from './formats/format'
import { foreignLimits } from './limits'
import type { FileRecord, Records } from './record'

/** A trajectory by the place of its first record, or why there is none at that place. */
export type ReadRow = { number: number; format: ForeignFormatName | null } & (
  | { trajectory: ForeignTrajectory }
  | { problem: string }
)

export type ReadOptions = {
  /** The name of the file. */
  file: string
  /** What it is said to be; otherwise the content tells. */
  asked: ForeignFormatName | null
  /** Whether a place has been dealt with before: it is not read again. */
  isDone?: (number: number) => boolean
}

type Group = { number: number; records: unknown[]; bytes: number; unreadable: number }

/**
 * The trajectories of a file, one at a time. What cannot be read is a problem at its place and stops nothing: a record that
 * is no trajectory, a line that is broken, a session that is too long.
 */
export async function* readTrajectories(records: Records, options: ReadOptions): AsyncGenerator<ReadRow> {
  let name = options.asked
  let waiting: FileRecord[] = []
  let group: Group | undefined
  const isDone = options.isDone ?? (() => false)

  function* close(): Generator<ReadRow> {
    if (group && name && !isDone(group.number)) yield readGroup(name, group, options.file)
    group = undefined
  }
  function* take(record: FileRecord, format: ForeignFormat, as: ForeignFormatName): Generator<ReadRow> {
    const { number } = record
    if ('problem' in record) {
      if (group) group.unreadable += 1
      if (!isDone(number)) yield { number, format: as, problem: record.problem }
      return
    }
    const kind = format.recognize(record.value) ?? format.usual
    if (kind === 'trajectory') {
      yield* close()
      if (!isDone(number)) yield readOne(as, number, [record.value], options.file)
      return
    }
    if (group && format.begins?.(record.value)) yield* close()
    group ??= { number, records: [], bytes: 0, unreadable: 0 }
    group.bytes += record.bytes
    // Of what is too long nothing more is kept.
    if (group.bytes > foreignLimits.sessionBytes) group.records = []
    else group.records.push(record.value)
  }

  for await (const record of records.read()) {
    if (record.number > foreignLimits.rows)
      throw new AppError(
        'invalid',
        `The file has more than ${foreignLimits.rows.toLocaleString('en')} records: split it.`,
      )
    if (name === null) {
      waiting.push(record)
      name = 'value' in record ? (detectFormat(record.value)?.name ?? null) : null
      if (name === null && waiting.length < foreignLimits.guesses) continue
      if (name === null) break
    } else waiting = [record]
    for (const each of waiting.splice(0)) yield* take(each, foreignFormats[name], name)
  }
  yield* close()
  for (const record of waiting) {
    if (isDone(record.number)) continue
    const problem = 'problem' in record ? record.problem : unrecognized
    yield { number: record.number, format: null, problem }
  }
  if (name === null && waiting.length >= foreignLimits.guesses)
    throw new AppError(
      'invalid',
      `None of the first ${waiting.length} records is of a format that is known. ${chooseOne}`,
    )
}

const chooseOne = 'Choose the format when you import the file.'
const unrecognized = `This is of no format that is known. ${chooseOne}`

function readGroup(name: ForeignFormatName, group: Group, file: string): ReadRow {
  const { number, records, bytes, unreadable } = group
  if (bytes > foreignLimits.sessionBytes) {
    const problem = `The session is longer than ${formatBytes(foreignLimits.sessionBytes)}.`
    return { number, format: name, problem }
  }
  const row = readOne(name, number, records, file)
  if (!('trajectory' in row) || unreadable === 0) return row
  const remarks = [...row.trajectory.remarks, `${unreadable} lines of it cannot be read, and are left out.`]
  return { ...row, trajectory: { ...row.trajectory, remarks } }
}

function readOne(name: ForeignFormatName, number: number, records: readonly unknown[], file: string): ReadRow {
  try {
    const trajectory = foreignFormats[name].read(records, { file })
    const { length } = trajectory.steps
    if (length === 0) throw new AppError('invalid', 'It has no steps.')
    if (length > foreignLimits.steps)
      throw new AppError(
        'invalid',
        `It has ${length.toLocaleString('en')} steps, more than ${foreignLimits.steps.toLocaleString('en')}.`,
      )
    return { number, format: name, trajectory }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { number, format: name, problem: error.message }
  }
}
