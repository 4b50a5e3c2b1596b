import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { getRepository } from './get-repository'
import { requestImport } from './request-import'
import { countRows, prepareProject, small, startImport, whyNots } from './testing/project'
import { gitIn } from './testing/work-tree'
import { scratchFolder } from './with-scratch'

const project = prepareProject()

describe('what a command line could take for an option', () => {
  const touch = (name: string) => `touch ${path.join(project.folder, name)}`

  test.each<[string, () => { source: string; ref?: string; folder?: string }]>([
    ['an address', () => ({ source: `--upload-pack=${touch('ran')}` })],
    ['an address behind blanks', () => ({ source: `  -u${touch('ran')}` })],
    ['an address of a program', () => ({ source: `ext::sh -c ${touch('ran')}` })],
    ['an address over ssh', () => ({ source: `ssh://-oProxyCommand=${touch('ran')}/x` })],
    ['a branch', () => ({ source: project.folder, ref: `--upload-pack=${touch('ran')}` })],
    ['a short branch', () => ({ source: project.folder, ref: '-u' })],
    ['a page of a branch', () => ({ source: 'https://github.com/a/b/tree/--output=ran' })],
  ])('is refused before there is a job, and runs nothing: %s', async (_, make) => {
    project.commit(small)
    const before = await countRows()
    const request = make()
    const jobs = await db.jobRun.count()
    await expect(requestImport(operator, request)).rejects.toMatchObject({ code: 'invalid' })
    const { jobRunId, result } = startImport(request.source, request)
    await expect(result).rejects.toMatchObject({ name: 'AppError' })
    expect(await db.jobRun.count()).toBe(jobs)
    expect(await countRows()).toEqual(before)
    expect(existsSync(path.join(project.folder, 'ran'))).toBe(false)
    expect(existsSync(scratchFolder(jobRunId))).toBe(false)
  })

  test('is a name like any other where it is one: of a folder, a file or a branch of a repository', async () => {
    const odd = '--output=ran'
    const head = project.commit({ [`${odd}/--help`]: 'x\n', [`${odd}/-rf.md`]: '# X\n' })
    project.git('update-ref', 'refs/heads/topic/--upload-pack=ran', head)
    const { snapshotId } = await project.import({ folder: odd, ref: 'topic/--upload-pack=ran', depth: 2 })
    expect(await whyNots(snapshotId)).toEqual({ '--help': null, '-rf.md': null })
    expect(existsSync(path.join(project.folder, 'ran'))).toBe(false)
  })
})

describe('an empty git repository', () => {
  test.each<[string, () => void]>([
    ['new', () => void project.git('init', '--quiet')],
    ['bare', () => void project.git('init', '--quiet', '--bare')],
    [
      'with files that nobody has committed',
      () => {
        project.git('init', '--quiet')
        project.write(small)
      },
    ],
    [
      'whose branch is not born, though another is',
      () => {
        project.commit(small)
        project.git('symbolic-ref', 'HEAD', 'refs/heads/other')
      },
    ],
  ])('is told from a broken one, and leaves nothing: %s', async (_, prepare) => {
    const before = await countRows()
    prepare()
    const { jobRunId, result } = startImport(project.folder)
    await expect(result).rejects.toMatchObject({
      code: 'invalid',
      message: 'The repository is empty: it has no commit yet.',
    })
    expect(await countRows()).toEqual(before)
    expect(existsSync(scratchFolder(jobRunId))).toBe(false)
  })

  test('is a commit without files as well', async () => {
    project.git('init', '--quiet')
    project.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing')
    await expect(project.import()).rejects.toThrow(/is empty/)
  })
})

describe('a partial clone', () => {
  const clone = (filter: string) => {
    project.commit({ ...small, 'docs/notes.md': '# Notes\n' })
    project.git('mv', 'docs/notes.md', 'docs/more.md')
    project.commit({ 'docs/more.md': '# Notes\n\nMore\n', 'src/a.ts': 'export const a = 2\n' })
    project.git('config', 'uploadpack.allowFilter', 'true')
    const copy = `${project.folder}-${filter.replace(/\W/g, '-')}`
    execFileSync('git', ['clone', '--quiet', '--no-checkout', `--filter=${filter}`, `file://${project.folder}`, copy])
    return copy
  }

  test('is read as far as it is there, and asks no other machine for the rest', async () => {
    const copy = clone('blob:none')
    gitIn(copy, 'checkout', 'HEAD', '--', 'src')
    const { repositoryId, snapshotId } = await startImport(copy).result
    const missing = 'its content is missing from this copy of the repository'
    expect(await whyNots(snapshotId)).toEqual({ 'src/a.ts': null, 'src/b.ts': null, 'docs/more.md': missing })
    const { snapshot } = await getRepository(operator, { id: repositoryId })
    expect(snapshot?.notes).toMatchObject([{ kind: 'missing', count: 1, examples: ['docs/more.md'] }])
    expect(gitIn(copy, 'rev-list', '--objects', '--missing=print', 'HEAD')).toMatch(/^\?/m)
  })

  test.each(['blob:none', 'tree:0'])('whose history is not there says so: %s', async (filter) => {
    const copy = clone(filter)
    gitIn(copy, 'checkout', 'HEAD', '--', '.')
    const before = await countRows()
    await expect(startImport(copy, { depth: 3 }).result).rejects.toThrow(/^This copy of the repository lacks/)
    expect(await countRows()).toEqual(before)
    expect(await startImport(copy).result).toMatchObject({ files: 3, includedFiles: 3 })
  })

  test.each([
    ['blob:none', /no text file/],
    ['tree:0', /^This copy of the repository lacks/],
  ])('that lacks all of it says so: %s', async (filter, sentence) => {
    const copy = clone(filter)
    const before = await countRows()
    await expect(startImport(copy).result).rejects.toThrow(sentence)
    expect(await countRows()).toEqual(before)
  })
})
