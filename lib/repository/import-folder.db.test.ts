import { closeSync, ftruncateSync, openSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { getRepository } from './get-repository'
import { prepareProject, small, startImport, whyNots } from './testing/project'
import { writeFiles } from './testing/work-tree'

const project = prepareProject()

describe('an import of a plain folder', () => {
  test('takes what .gitignore lets through, and is pinned at its content', async () => {
    project.write({
      ...small,
      '.gitignore': 'build/\n*.log\n',
      'build/out.js': 'x\n',
      'a.log': 'x\n',
      'node_modules/x/i.js': 'x\n',
    })
    symlinkSync('/etc/passwd', path.join(project.folder, 'link'))
    const first = await project.import()
    expect(first.commit).toMatch(/^tree-[0-9a-f]{24}$/)
    expect(await whyNots(first.snapshotId)).toEqual({
      '.gitignore': null,
      'src/a.ts': null,
      'src/b.ts': null,
      'node_modules/x/i.js': 'vendored',
      link: 'symbolic link',
    })
    expect((await project.import()).snapshotId).toBe(first.snapshotId)
    project.write({ 'src/a.ts': 'export const a = 2\n' })
    expect((await project.import()).snapshotId).not.toBe(first.snapshotId)
  })

  test('a repository further up has nothing to do with it', async () => {
    project.commit({ 'packages/a/index.ts': 'export {}\n', 'README.md': 'x\n' })
    const result = await startImport(path.join(project.folder, 'packages/a')).result
    expect(result).toMatchObject({ files: 1, includedFiles: 1 })
    expect(result.commit).toMatch(/^tree-/)
  })

  test('a file of 1 GiB is recorded, and not read', async () => {
    project.write(small)
    const file = openSync(path.join(project.folder, 'data.txt'), 'w')
    ftruncateSync(file, 2 ** 30)
    closeSync(file)
    const before = process.memoryUsage.rss()
    const { snapshotId } = await project.import()
    expect((await whyNots(snapshotId))['data.txt']).toBe('larger than 1 MiB')
    expect(process.memoryUsage.rss() - before).toBeLessThan(256 << 20)
  })

  test('only a folder of it is a repository of its own', async () => {
    project.write({ ...small, 'README.md': 'x\n' })
    const { repositoryId, files } = await project.import({ folder: 'src' })
    expect(files).toBe(2)
    expect(await getRepository(operator, { id: repositoryId })).toMatchObject({ url: `file://${project.folder}#src` })
    await expect(project.import({ folder: 'lib' })).rejects.toThrow(/There is no folder .*lib on this machine/)
  })
  test('a folder of it that is a link is followed within it, and never out of it', async () => {
    const outside = `${project.folder}-outside`
    writeFiles(outside, { 'secret/a.ts': 'export const secret = 1\n' })
    project.write({ 'lib/a.ts': 'export const a = 1\n' })
    const links = { 'to-secret': path.join(outside, 'secret'), 'to-lib': 'lib', up: '..', nowhere: 'none' }
    for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(project.folder, name))
    symlinkSync(outside, path.join(project.folder, 'lib/deep'))
    // Its name begins like that of the folder itself.
    symlinkSync(outside, path.join(project.folder, 'beside'))
    for (const folder of ['to-secret', 'lib/deep/secret', 'up', 'beside', 'beside/secret']) {
      const refused = { code: 'invalid', message: expect.stringMatching(/is a link that leads out of/) }
      await expect(project.import({ folder })).rejects.toMatchObject(refused)
    }
    await expect(project.import({ folder: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await whyNots((await project.import({ folder: 'to-lib' })).snapshotId)).toEqual({
      'a.ts': null,
      deep: 'symbolic link',
    })
  })
})
