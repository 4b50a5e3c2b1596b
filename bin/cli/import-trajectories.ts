import { open } from 'node:fs/promises'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { operator } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { ForeignImportRequest } from '@/lib/foreign/foreign-import'
import { ForeignFormatName } from '@/lib/foreign/formats/catalog'
import { ForeignImportResult } from '@/lib/foreign/job'
import { listForeignRows } from '@/lib/foreign/list-foreign-imports'
import { receiveForeignFile } from '@/lib/foreign/receive-foreign-file'
import { requestForeignImport } from '@/lib/foreign/request-foreign-import'
import { parseInput } from '@/lib/http/parse-input'
import type { Session } from './session'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: (session: Session) => Promise<Output>) => Promise<void>
type Options = { format?: string; licence?: string }

const mostListed = 500

/** `retrace import-trajectories …`: a file of this machine, as on the page. */
export function addImportTrajectoriesCommand(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  command(parent, 'import-trajectories <file>', 'import trajectories of other agents: JSONL, JSON, .traj or Parquet')
    .addOption(
      new Option('--format <format>', 'what it is; otherwise its content tells').choices(ForeignFormatName.options),
    )
    .option('--licence <text>', 'the licence of the trajectories, best as an SPDX expression')
    .action((file, options) => print(options, (session) => importTrajectories(session, file, options)))
}

/** The exit code tells whether every row could be read; those that could not are in the output. */
async function importTrajectories(session: Session, file: string, { format, licence }: Options): Promise<Output> {
  const { id: uploadId } = await send(file)
  const request = parseInput(ForeignImportRequest, { uploadId, format, licence })
  const { id, jobId } = await requestForeignImport(operator, request)
  if (!jobId) throw new AppError('not_found', 'The work was not put into the queue.')
  const { result } = await session.finish(jobId)
  const failed = await listForeignRows(operator, { id, outcome: 'failed', limit: mostListed })
  const imported = await listForeignRows(operator, { id, outcome: 'imported', limit: mostListed })
  if (failed.rows.length > 0) process.exitCode = 1
  return {
    ...ForeignImportResult.parse(result),
    trajectories: imported.rows.map(({ number, trajectoryId, message }) => ({ row: number, trajectoryId, message })),
    failures: failed.rows.map(({ number, message }) => ({ row: number, message })),
  }
}

async function send(file: string): Promise<{ id: string }> {
  const handle = await open(file).catch((cause) => {
    throw new AppError('not_found', `${file} cannot be read.`, { cause })
  })
  const body = handle.createReadStream()
  return receiveForeignFile(operator, { name: path.basename(file), body })
}
