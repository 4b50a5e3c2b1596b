import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { requestBatch } from '@/lib/repository/batch/request-batch'
import { runBatch } from '@/lib/repository/batch/run-batch'
import { prepareProject } from '@/lib/repository/testing/project'
import { writeFiles } from '@/lib/repository/testing/work-tree'
import { listBatchRows } from './list-batch-rows'

const project = prepareProject()

/** A folder with one file that is long enough to be told from others; gives its path. */
function make(name: string, word: string): string {
  const folder = path.join(project.folder, name)
  const lines = Array.from({ length: 60 }, (_, at) => `export const ${word}${at} = ${at}\n`)
  writeFiles(folder, { 'a.ts': lines.join('') })
  return folder
}

async function importList(paths: readonly string[]): Promise<string> {
  const { id } = await requestBatch(operator, { list: paths.join('\n') })
  const context = { jobRunId: uuid(), signal: new AbortController().signal, report: async () => {} }
  await runBatch({ batchId: id }, context)
  return id
}

test('each row names another repository with the same text, of the list or from before', async () => {
  await importList([make('before', 'a')])
  const list = [make('again', 'a'), make('one', 'b'), make('two', 'b'), make('alone', 'c'), `${project.folder}/nowhere`]
  const id = await importList([...list, make('one', 'b')])
  const like = (name: string) => ({ repositoryId: expect.any(String), name, similarity: 1 })
  const { rows } = await listBatchRows(operator, { id })
  expect(rows.map(({ likest }) => likest)).toEqual([like('before'), like('two'), like('one'), null, null, like('two')])
  const { rows: page } = await listBatchRows(operator, { id, after: 1, limit: 1 })
  expect(page).toMatchObject([{ position: 2, likest: { name: 'one' } }])
})
