import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { runImport } from './run-import'
import { countRows, prepareProject, small, startImport } from './testing/project'
import { removeOrphanedScratch, scratchFolder } from './with-scratch'

// Its own: workers that other tests start tidy up after dead processes in the one that all share.
const temporary = mkdtempSync(path.join(tmpdir(), 'retrace-scratch-'))
process.env.TMPDIR = temporary
afterAll(() => rm(temporary, { recursive: true, force: true }))

const project = prepareProject()

describe('an import that cannot be done', () => {
  const empty = () => void project.git('init', '--quiet')

  test.each([
    ['a repository without a commit', empty, undefined, /is empty: it has no commit/],
    ['a folder without a file', () => {}, undefined, /is empty/],
    ['a ref that is not there', () => void project.commit(small), 'v9', /no branch, tag or commit “v9”/],
    ['a ref of a plain folder', () => project.write(small), 'main', /a plain folder: it has no branches/],
    ['nothing but binaries', () => void project.commit({ 'a.png': Buffer.from([0]) }), undefined, /no text file/],
    ['a broken .git', () => project.write({ '.git': 'gitdir: /nowhere\n' }), undefined, /\.git that git cannot read/],
    ['a folder that is gone', () => rmSync(project.folder, { recursive: true }), undefined, /There is no folder/],
  ])('says so for %s, and leaves nothing', async (_, prepare, ref, sentence) => {
    const before = await countRows()
    prepare()
    const { jobRunId, result } = startImport(project.folder, { ref })
    await expect(result).rejects.toMatchObject({ name: 'AppError', message: expect.stringMatching(sentence) })
    expect(await countRows()).toEqual(before)
    expect(existsSync(scratchFolder(jobRunId))).toBe(false)
  })

  test('stops at once when it is canceled, wherever it is, and leaves nothing', async () => {
    project.commit(
      Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`src/f${at}.ts`, `export const a${at} = ${at}\n`])),
    )
    const before = await countRows()
    for (let phase = 1; phase <= 7; phase++) {
      const controller = new AbortController()
      let reports = 0
      const onReport = () => {
        if (++reports === phase) controller.abort(new Error('canceled'))
      }
      const run = startImport(project.folder, { signal: controller.signal, onReport })
      await expect(run.result).rejects.toThrow('canceled')
      expect(existsSync(scratchFolder(run.jobRunId))).toBe(false)
    }
    expect(await countRows()).toEqual(before)
    expect((await project.import()).includedFiles).toBe(450)
  })

  test('a process killed in the middle of any phase leaves nothing, and the next attempt everything once', {
    timeout: 120_000,
  }, async () => {
    const many = Array.from({ length: 400 }, (_, at) => [
      `src/f${at}.ts`,
      `export const a${at} = '${project.folder}'\n`.repeat(50),
    ])
    project.commit(Object.fromEntries(many))
    const before = await countRows()
    const jobRunId = uuid()
    const script = path.join(import.meta.dirname, 'testing/import-once.ts')
    for (const [phase, pauseMs] of [
      ['Reading the folder', 0],
      ['Reading the files', 30],
      ['Saving', 0],
      ['Saving', 60],
    ] as const) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, jobRunId, project.folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const exited = once(child, 'exit')
      for await (const line of createInterface(child.stdout)) if (line === phase) break
      await sleep(pauseMs)
      child.kill('SIGKILL')
      expect(await exited).toEqual([null, 'SIGKILL'])
    }
    // The server rolls back when it notices that the connection is gone.
    await expect.poll(countRows).toEqual(before)
    await runImport({ url: project.folder }, { jobRunId, signal: new AbortController().signal, report: async () => {} })
    const [repositories = 0, snapshots = 0, blobs = 0, uploads = 0] = before
    expect(await countRows()).toEqual([repositories + 1, snapshots + 1, blobs + 400, uploads])
    expect(readdirSync(tmpdir()).filter((name) => name.endsWith(jobRunId))).not.toEqual([])
    expect(await removeOrphanedScratch()).toBeGreaterThan(0)
    expect(readdirSync(tmpdir()).filter((name) => name.endsWith(jobRunId))).toEqual([])
  })
})
