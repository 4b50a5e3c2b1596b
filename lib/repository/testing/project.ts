import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeEach } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ImportResult } from '@/lib/repository/job'
import { listFiles } from '@/lib/repository/list-files'
import { runImport } from '@/lib/repository/run-import'
import type { OutlineReader } from '@/lib/structure/read-outlines'
import { type Contents, gitIn, writeFiles } from './work-tree'

export type Run = { jobRunId: string; result: Promise<ImportResult> }

export type RunOptions = {
  ref?: string
  folder?: string
  depth?: number
  signal?: AbortSignal
  onReport?: () => void
  readOutlines?: OutlineReader
}

/** A new folder for every test of the file, to be made a repository by the first `commit`. */
export function prepareProject() {
  const root = mkdtempSync(path.join(tmpdir(), 'retrace-import-test-'))
  let count = 0
  const project = {
    folder: '',
    git: (...args: string[]) => gitIn(project.folder, ...args),
    write: (files: Contents) => writeFiles(project.folder, files),
    /** Commits everything that lies in the folder; gives the commit. */
    commit(files: Contents, message = 'Work'): string {
      if (!existsSync(path.join(project.folder, '.git'))) project.git('init', '--quiet')
      project.write(files)
      project.git('add', '--all', '--force')
      project.git('commit', '--quiet', '--message', message)
      return project.git('rev-parse', 'HEAD')
    },
    import: (options?: RunOptions) => startImport(project.folder, options).result,
  }
  beforeEach(() => {
    project.folder = path.join(root, `project-${count++}`)
    mkdirSync(project.folder)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return project
}

/** An import as a worker would run it. */
export function startImport(url: string, options: RunOptions = {}): Run {
  const jobRunId = uuid()
  const { signal = new AbortController().signal, onReport, readOutlines, ...rest } = options
  const report = async () => onReport?.()
  return {
    jobRunId,
    result: runImport({ url, ...rest }, { jobRunId, signal, report }, readOutlines && { readOutlines }),
  }
}

/** By path, why a file is left out; null for what is included. */
export async function whyNots(snapshotId: string): Promise<Record<string, string | null>> {
  const files = await listFiles(operator, { id: snapshotId })
  return Object.fromEntries(files.map((file) => [file.path, file.whyNot]))
}

/** How many rows there are of what an import leaves. */
export async function countRows(): Promise<number[]> {
  return Promise.all([db.repository.count(), db.snapshot.count(), db.blob.count(), db.upload.count()])
}

export const small = {
  'src/a.ts': 'export const a = 1\n',
  'src/b.ts': "import { a } from './a'\nexport const b = a\n",
}

/** A clone beside it; gives its path. */
export function gitCopy(folder: string): string {
  gitIn(folder, 'clone', '--quiet', '.', `${folder}-copy`)
  return `${folder}-copy`
}
