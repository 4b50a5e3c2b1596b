import { describe, expect, test } from 'vitest'
import { readOutlines } from '@/lib/structure/read-outlines'
import { isOfData, outlineTopics } from './outline-topics'

async function topicsOf(path: string, text: string) {
  const outline = (await readOutlines([{ path, text }])).get(path)
  return outline && isOfData(outline) ? outlineTopics(outline).map(({ noun, names }) => [noun, ...names]) : undefined
}

describe('what data and prose are made of', () => {
  test('is told by their outlines: keys, tables with columns, rules, sections', async () => {
    expect(await topicsOf('a.json', '{"name": "x", "scripts": {"build": "tsc", "test": "vitest"}}')).toEqual([
      ['key', 'name', 'scripts'],
      ['entry under `scripts`', 'build', 'test'],
    ])
    expect(await topicsOf('a.sql', 'CREATE TABLE post (id INTEGER, title TEXT);\n')).toEqual([
      ['table', 'post'],
      ['entry under `post`', 'id', 'title'],
    ])
    expect(await topicsOf('a.md', '# One\n\nText.\n\n## Two\n')).toEqual([['section', 'One', 'Two']])
    expect(await topicsOf('a.css', ':root {\n  --ink: black;\n}\n.page { color: red }\n')).toEqual([
      ['rule', ':root', '.page'],
      ['custom property', '--ink'],
    ])
  })

  test('is nothing for code', async () => {
    expect(await topicsOf('a.ts', 'export const a = 1\n')).toBeUndefined()
  })
})
