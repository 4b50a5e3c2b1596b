import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { v7 as uuid } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { createDataset } from '@/lib/dataset/create-dataset'
import { ReleaseFormat } from '@/lib/dataset/formats/settings'
import { getContents } from '@/lib/dataset/get-contents'
import { releaseFolder } from '@/lib/dataset/release-folder'
import { requestRelease } from '@/lib/dataset/request-release'
import { verifyRelease } from '@/lib/dataset/verify/verify-release'
import { runRelease } from '@/lib/dataset/write/run-release'
import { db } from '@/lib/db/client'
import { CanceledError, StoppingError } from '@/lib/jobs/run-job'
import { getJobPayload } from '@/lib/jobs/store'
import { requestOptimization } from '@/lib/optimize/request-optimization'
import { writeThought } from '@/lib/optimize/request-revision'
import { ThoughtRequest } from '@/lib/optimize/revision-request'
import { runRevision } from '@/lib/optimize/run-revision'
import { spanAnchor } from '@/lib/review/anchor'
import { ListThreads } from '@/lib/review/comment'
import { createAnnotation } from '@/lib/review/create-annotation'
import { LabelFields } from '@/lib/review/label'
import { listAnnotations } from '@/lib/review/list-annotations'
import { listThreads } from '@/lib/review/list-threads'
import { createLabel } from '@/lib/review/save-label'
import { startThread } from '@/lib/review/start-thread'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { getTrajectory } from '@/lib/trajectory/get-trajectory'
import { listTrajectories } from '@/lib/trajectory/list-trajectories'
import { readTrajectory } from '@/lib/trajectory/read-trajectory'
import { listStaleEntries } from '@/lib/trajectory/store-entry'
import { getForeignImport, listForeignImports, listForeignRows } from './list-foreign-imports'
import { receiveForeignFile } from './receive-foreign-file'
import { requestForeignImport } from './request-foreign-import'
import { type Lines, runImportOf, sendFile, toLines } from './testing/send-file'

const home = mkdtempSync(path.join(tmpdir(), 'retrace-foreign-'))
process.env.RETRACE_HOME = path.join(home, 'data')
afterAll(() => rm(home, { recursive: true, force: true }))

const nothing = { jobRunId: '', signal: new AbortController().signal, report: async () => {} }

const rowsOf = async (id: string) => (await listForeignRows(operator, { id })).rows

async function importFile(...given: Parameters<typeof sendFile>) {
  const asked = await sendFile(...given)
  const result = await runImportOf(asked)
  return { id: asked.id, result, rows: await rowsOf(asked.id) }
}

const call = (id: string, name: string, given: object) => ({
  id,
  type: 'function',
  function: { name, arguments: JSON.stringify(given) },
})

/** A row as Nebius has them: it writes a file, mends it, and is told that another thing failed. */
const row = (instance: string, task = 'Fix the 🐛 and keep 変数.') => ({
  instance_id: instance,
  repo: 'owner/name',
  base_commit: 'c0ffee00',
  model: 'some-model',
  trajectory: [
    { role: 'user', content: task },
    {
      role: 'assistant',
      content: 'A file first.',
      tool_calls: [
        call('1', 'str_replace_editor', { command: 'create', path: '/testbed/a.py', file_text: 'x = 1\r\n' }),
      ],
    },
    { role: 'tool', content: 'File created.', tool_call_id: '1' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        call('2', 'str_replace_editor', { command: 'str_replace', path: '/testbed/a.py', old_str: '1', new_str: '2' }),
      ],
    },
    { role: 'tool', content: 'Edited.', tool_call_id: '2' },
    { role: 'assistant', content: null, tool_calls: [call('3', 'execute_bash', { command: 'python a.py' })] },
    { role: 'tool', content: 'ok', tool_call_id: '3' },
    { role: 'assistant', content: 'Done.' },
  ],
})

const session: Lines = [
  {
    type: 'user',
    uuid: 'u1',
    parentUuid: null,
    sessionId: 's',
    cwd: '/home/me/app',
    message: { role: 'user', content: 'Go' },
  },
  '{"type": "assistant", "broken',
  {
    type: 'assistant',
    uuid: 'u2',
    parentUuid: 'u1',
    sessionId: 's',
    message: {
      model: 'claude',
      content: [{ type: 'tool_use', id: '1', name: 'Write', input: { file_path: '/home/me/app/b.ts', content: 'y' } }],
    },
  },
  {
    type: 'user',
    uuid: 'u3',
    parentUuid: 'u2',
    sessionId: 's',
    message: { content: [{ type: 'tool_result', tool_use_id: '1', content: 'No.', is_error: true }] },
  },
]

const traj = {
  trajectory: [{ action: 'ls', observation: 'a.py\0', response: 'Look.', thought: 'Look.' }],
  history: [{ role: 'user', content: 'Fix it.' }],
  info: {},
}

const atif = {
  schema_version: 'ATIF-v1.7',
  trajectory_id: 'task',
  agent: { name: 'terminus', version: '2' },
  steps: [
    { step_id: 1, source: 'user', message: 'Go' },
    {
      step_id: 2,
      source: 'agent',
      message: '',
      tool_calls: [{ tool_call_id: 'd', function_name: 'delegate', arguments: {} }],
      observation: { results: [{ source_call_id: 'd', subagent_trajectory_ref: [{ trajectory_id: 'sub' }] }] },
    },
  ],
  subagent_trajectories: [
    {
      schema_version: 'ATIF-v1.7',
      trajectory_id: 'sub',
      agent: { name: 'sub' },
      steps: [{ source: 'agent', message: 'In it.' }],
    },
  ],
}

describe('an import', () => {
  test('of rows stores each as steps that can be read, files where they are known, and lists what is broken', async () => {
    const { id, result, rows } = await importFile(
      'rows.jsonl',
      toLines([row('owner__name-1'), '{"half', row('owner__name-2')]),
      { licence: 'CC-BY-4.0' },
    )
    expect(result).toMatchObject({ format: 'rows', imported: 2, known: 0, failed: 1 })
    expect(rows.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, 'imported'],
      [2, 'failed'],
      [3, 'imported'],
    ])
    expect(rows[0]).toMatchObject({
      repositoryName: 'owner/name',
      instance: 'owner__name-1',
      author: 'unknown agent',
      steps: 8,
    })
    expect(rows[1]).toMatchObject({ message: expect.stringContaining('not JSON'), trajectoryId: null })
    expect(await getForeignImport(operator, { id })).toMatchObject({
      name: 'rows.jsonl',
      format: 'rows',
      licence: 'CC-BY-4.0',
      endedAt: expect.any(String),
      counts: { imported: 2, known: 0, failed: 1 },
    })
    expect((await listForeignImports(operator)).rows.map((each) => each.id)).toContain(id)
    expect(await db.upload.count()).toBe(0)

    const read = await readTrajectory(operator, { id: rows[0]?.trajectoryId ?? '' })
    expect(read.request).toBe('Fix the 🐛 and keep 変数.')
    const steps = read.steps.map(({ kind, tool, path, content, text }) => [kind, tool, path, content ?? text])
    expect(steps.slice(0, 5)).toEqual([
      ['think', null, null, 'A file first.'],
      ['act', 'write', 'a.py', 'x = 1\r\n'],
      ['observe', 'write', 'a.py', 'File created.'],
      ['act', 'edit', 'a.py', 'x = 2\r\n'],
      ['observe', 'edit', 'a.py', 'Edited.'],
    ])
    const view = await getTrajectory(operator, { id: rows[0]?.trajectoryId ?? '' })
    expect(view.steps.map(({ call: name }) => name).filter(Boolean)).toEqual([
      'str_replace_editor',
      'str_replace_editor',
      'execute_bash',
    ])
    expect(view).toMatchObject({
      commit: 'c0ffee00',
      state: 'draft',
      head: { number: 1, verifiers: { replays: { holds: null } } },
    })
    const listed = await listTrajectories(operator, { mode: ['foreign'] })
    expect(listed.rows[0]).toMatchObject({ author: 'unknown agent', mode: 'foreign', model: 'some-model' })
    expect(await listStaleEntries(db)).toEqual([])
  })

  test('of a table, of a session with a broken line, of a .traj and of ATIF with a sub-agent', async () => {
    const { trajectory, ...rest } = row('owner__name-3')
    const columnData = [
      ...Object.entries(rest).map(([name, value]) => ({ name, data: [value] })),
      { name: 'trajectory', data: [trajectory], type: 'JSON' as const },
    ]
    const table = await importFile('rows.parquet', Buffer.from(parquetWriteBuffer({ columnData })))
    expect(table.rows).toMatchObject([{ outcome: 'imported', steps: 8 }])
    const claude = await importFile('s.jsonl.gz', gzipSync(toLines(session)))
    expect(claude.result).toMatchObject({ format: 'claude-code', imported: 1, failed: 1 })
    expect(claude.rows).toMatchObject([
      {
        number: 1,
        outcome: 'imported',
        author: 'Claude Code',
        repositoryName: 'app',
        message: expect.stringContaining('1 lines of it'),
      },
      { number: 2, outcome: 'failed' },
    ])
    const view = await getTrajectory(operator, { id: claude.rows[0]?.trajectoryId ?? '' })
    expect(view.steps.map(({ isError, tool }) => [tool, isError])).toEqual([
      [null, false],
      [null, true],
    ])
    const swe = await importFile('django__django-1.traj', JSON.stringify(traj, null, 2))
    expect(swe.rows).toMatchObject([{ repositoryName: 'django/django', message: expect.stringContaining('NUL') }])
    const harbor = await importFile('task.json', JSON.stringify(atif))
    const runs = await getTrajectory(operator, { id: harbor.rows[0]?.trajectoryId ?? '' })
    expect(runs.runs.map(({ role }) => role)).toEqual(['main', 'sub'])
  })

  test('says of a row what no step has a place for, and which of its names is cut', async () => {
    const { rows } = await importFile(
      'k.jsonl',
      toLines([{ ...row('owner__name-15'), resolved: true, model: 'm'.repeat(300) }]),
    )
    expect(rows).toMatchObject([
      {
        outcome: 'imported',
        message: 'Names of more than 200 characters are cut: model. Fields that are no steps are not kept: resolved.',
      },
    ])
  })

  test('of the same rows again, from another file, knows them; without their repository they can come again', async () => {
    const once = await importFile('a.jsonl', toLines([row('owner__name-4')]))
    const again = await importFile('b.jsonl', toLines([row('owner__name-4'), row('owner__name-4')]))
    expect(again.result).toMatchObject({ imported: 0, known: 2 })
    expect(again.rows[0]?.trajectoryId).toBe(once.rows[0]?.trajectoryId)
  })

  test('that is stopped in the middle goes on where it was, and stores nothing twice', async () => {
    const asked = await sendFile('c.jsonl', toLines([5, 6, 7].map((number) => row(`owner__name-${number}`))))
    const controller = new AbortController()
    const stopped = runImportOf(asked, controller.signal, ({ done }) => {
      if (done === 1) controller.abort(new StoppingError())
    })
    await expect(stopped).rejects.toBeInstanceOf(StoppingError)
    const before = await rowsOf(asked.id)
    expect(before).toHaveLength(1)
    // As if it had been killed after the steps of the second one, before its revision and its row.
    const [first] = before
    await db.$executeRaw`delete from foreign_row where import_id = ${asked.id}::uuid`
    await db.$executeRaw`delete from revision where trajectory_id = ${first?.trajectoryId}::uuid`
    await db.$executeRaw`update trajectory set head = 0, state = 'synthesizing' where id = ${first?.trajectoryId}::uuid`
    expect(await runImportOf(asked)).toMatchObject({ imported: 3, known: 0, failed: 0 })
    expect((await rowsOf(asked.id))[0]?.trajectoryId).toBe(first?.trajectoryId)
    expect((await getTrajectory(operator, { id: first?.trajectoryId ?? '' })).head?.number).toBe(1)
    // Once it has ended, it is not read again.
    expect(await runImportOf(asked)).toMatchObject({ imported: 3 })
  })

  test('that is canceled keeps what it has stored, and not its file', async () => {
    const asked = await sendFile('d.jsonl', toLines([8, 9].map((number) => row(`owner__name-${number}`))))
    const controller = new AbortController()
    const canceled = runImportOf(asked, controller.signal, ({ done }) => {
      if (done === 1) controller.abort(new CanceledError())
    })
    await expect(canceled).rejects.toBeInstanceOf(CanceledError)
    expect(await rowsOf(asked.id)).toHaveLength(1)
    expect(await db.upload.count({ where: { id: asked.uploadId } })).toBe(0)
  })

  test('is for reviewers, of files of their own, by names that may be', async () => {
    const person = (role: 'viewer' | 'reviewer'): Actor => ({ kind: 'user', userId: uuid(), name: 'Rita', role })
    await expect(sendFile('a.jsonl', '{}', {}, person('viewer'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(sendFile('a.zip', '{}')).rejects.toThrow('a.zip is no file of trajectories.')
    const rita = person('reviewer')
    const body = async function* () {
      yield Buffer.from('{}')
    }
    const { id: uploadId } = await receiveForeignFile(rita, { name: 'a.jsonl', body: body() })
    await expect(requestForeignImport(person('reviewer'), { uploadId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await requestForeignImport(rita, { uploadId })).toMatchObject({ by: 'Rita' })
  })
})

describe('a foreign trajectory', () => {
  test('is approved though verifiers are required that do not apply, and released in every format', async () => {
    const { rows } = await importFile('e.jsonl', toLines([row('owner__name-10')]))
    const harbor = await importFile('f.json', JSON.stringify({ ...atif, trajectory_id: 'other' }))
    const ids = [...rows, ...harbor.rows].map(({ trajectoryId }) => trajectoryId ?? '')
    for (const id of ids) await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    for (const format of ReleaseFormat.options.filter((name) => name !== 'dpo')) {
      const { id: releaseId } = await requestRelease(operator, { trajectoryIds: ids, format })
      await runRelease({ releaseId }, nothing)
      expect(await verifyRelease(releaseFolder(releaseId))).toMatchObject({ documents: 2, problems: [] })
      const manifest = JSON.parse(await readFile(path.join(releaseFolder(releaseId), 'manifest.json'), 'utf8'))
      expect(manifest.items[0]).toMatchObject({
        harness: 'unknown agent',
        verifiers: { replays: null, original: null },
      })
      expect(await readFile(path.join(releaseFolder(releaseId), 'README.md'), 'utf8')).toContain('made by other agents')
      if (format !== 'messages') continue
      const [line = ''] = (
        await readFile(path.join(releaseFolder(releaseId), 'data/train-00000-of-00001.jsonl'), 'utf8')
      ).split('\n')
      expect(JSON.parse(line).messages[1]).toMatchObject({
        role: 'assistant',
        content: 'A file first.',
        tool_calls: [
          { function: { name: 'str_replace_editor', arguments: expect.stringContaining('"file_text":"x = 1\\r\\n"') } },
        ],
      })
    }
  })

  test('is in a dataset with the verifiers that do not apply counted, and neither fails nor holds them in lists', async () => {
    const { rows } = await importFile('g.jsonl', toLines([row('owner__name-11')]), { licence: 'MIT' })
    const id = rows[0]?.trajectoryId ?? ''
    await submitVerdict(operator, { id, revision: 1, judgement: 'approve' })
    const dataset = await createDataset(operator, { name: 'Foreign', filter: { ids: [id] } })
    const contents = await getContents(operator, { id: dataset.id })
    expect(contents).toMatchObject({ total: { documents: 1 }, leftOut: [], licences: [{ value: 'MIT', count: 1 }] })
    expect(contents.unapplied).toHaveLength(5)
    expect(contents.failing.every(({ count }) => count === 0)).toBe(true)
    const found = async (filter: object) => (await listTrajectories(operator, { ids: [id], ...filter })).rows.length
    expect(await found({ failing: ['replays'] })).toBe(0)
    expect(await found({ holding: ['replays'] })).toBe(0)
    expect(await found({})).toBe(1)
  })

  test('takes words of a person in a revision that no verifier applies to either, and no search measures them', async () => {
    const { rows } = await importFile('i.jsonl', toLines([row('owner__name-13')]))
    const id = rows[0]?.trajectoryId ?? ''
    const [first] = (await getTrajectory(operator, { id })).steps
    const words = ThoughtRequest.parse({ id, revision: 1, stepId: first?.id, text: 'Begin with a file.' })
    const { id: jobId } = await writeThought(operator, words)
    await runRevision(await getJobPayload(db, jobId), nothing)
    const view = await getTrajectory(operator, { id })
    expect(view.head).toMatchObject({ number: 2, verifiers: { original: { holds: null } } })
    expect(await db.optimization.count({ where: { trajectoryId: id } })).toBe(0)
    expect(await listStaleEntries(db)).toEqual([])
  })

  test('carries labels on words and on a call of a tool, and what people say about them', async () => {
    const { rows } = await importFile('j.jsonl', toLines([row('owner__name-14')]))
    const id = rows[0]?.trajectoryId ?? ''
    const fields = { name: 'Odd', kind: 'boolean', scopes: ['span', 'step'], color: 'orange' }
    const label = await createLabel(operator, LabelFields.parse(fields))
    const [first] = await db.thought.findMany({
      where: { step: { trajectoryId: id } },
      orderBy: { id: 'asc' },
      take: 1,
    })
    const command = (await getTrajectory(operator, { id })).steps.find(({ call }) => call === 'execute_bash')
    const place = { stepId: first?.stepId ?? '', thoughtId: first?.id ?? '' }
    const anchors = [
      spanAnchor(place, first?.text ?? '', 2, 6),
      { scope: 'step' as const, stepId: command?.id ?? '', thoughtId: null },
    ]
    for (const anchor of anchors) {
      const given = { labelId: label.id, labelVersion: label.version, value: true, anchor }
      await createAnnotation(operator, { id, annotationId: uuid(), change: uuid(), revision: 1, ...given })
      const said = { text: 'Why this?', mentions: [], anchor }
      await startThread(operator, { id, threadId: uuid(), commentId: uuid(), change: uuid(), revision: 1, ...said })
    }
    const annotations = (await listAnnotations(operator, { id, limit: 100 })).rows
    expect(annotations.map(({ anchor, isOutdated }) => [anchor.scope, isOutdated])).toEqual([
      ['span', false],
      ['step', false],
    ])
    expect(annotations[0]).toMatchObject({ anchor: { quote: 'file' }, label: { name: 'Odd' } })
    const threads = (await listThreads(operator, ListThreads.parse({ id }))).rows
    expect(threads.map(({ comments }) => comments.map(({ text }) => text))).toEqual([['Why this?'], ['Why this?']])
    expect((await listTrajectories(operator, { ids: [id], label: [label.id] })).rows).toHaveLength(1)
  })

  test('is not searched: there is no true code', async () => {
    const { rows } = await importFile('h.jsonl', toLines([row('owner__name-12')]))
    await expect(requestOptimization(operator, { id: rows[0]?.trajectoryId ?? '' })).rejects.toThrow('no true code')
  })
})
