import { expect, test } from 'vitest'
import { operator } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type OutlineReader, readOutlines } from '@/lib/structure/read-outlines'
import { getFile } from './get-file'
import { prepareProject } from './testing/project'

const project = prepareProject()

/** Imports the project, and tells which paths were parsed for it. */
async function importParsing(): Promise<{ snapshotId: string; parsed: string[] }> {
  const parsed: string[] = []
  const counting: OutlineReader = (files, signal, onRead) => {
    parsed.push(...files.map(({ path }) => path))
    return readOutlines(files, signal, onRead)
  }
  const { snapshotId } = await project.import({ readOutlines: counting })
  return { snapshotId, parsed: parsed.sort() }
}

async function nameOf(id: string, path: string): Promise<string | undefined> {
  return (await getFile(operator, { id, path })).outline?.symbols[0]?.name
}

test('a second commit parses only what changed, and what lies at several paths once', async () => {
  project.commit({
    'one.ts': 'export const cachedOne = 1\n',
    'two.py': 'cached_two = 2\n',
    'same.ts': 'export const cachedOne = 1\n',
  })
  const first = await importParsing()
  expect(first.parsed).toHaveLength(2)
  project.git('mv', 'two.py', 'moved.py')
  project.commit({ 'one.ts': 'export const cachedOther = 1\n' })
  const second = await importParsing()
  expect(second.parsed).toEqual(['one.ts'])
  const paths = ['one.ts', 'same.ts', 'moved.py']
  expect(await Promise.all(paths.map((path) => nameOf(second.snapshotId, path)))).toEqual([
    'cachedOther',
    'cachedOne',
    'cached_two',
  ])
})

test('a component that is renamed takes the name of its new file', async () => {
  project.commit({ 'CachedCard.vue': '<script setup>\nconst cached = 3\n</script>\n' })
  const { snapshotId } = await importParsing()
  project.git('mv', 'CachedCard.vue', 'RenamedCard.vue')
  project.commit({})
  const renamed = await importParsing()
  expect(await nameOf(snapshotId, 'CachedCard.vue')).toBe('CachedCard')
  expect(await nameOf(renamed.snapshotId, 'RenamedCard.vue')).toBe('RenamedCard')
})

test('an outline of an older version of its parser is not taken', async () => {
  project.commit({ 'old.ts': 'export const cachedOld = 4\n' })
  await importParsing()
  await db.$executeRaw`update outline set parser = replace(parser, '@', '@0.') where content->'symbols'->0->>'name' = 'cachedOld'`
  project.commit({ 'new.ts': 'export const cachedNew = 5\n' })
  expect((await importParsing()).parsed).toEqual(['new.ts', 'old.ts'])
})
