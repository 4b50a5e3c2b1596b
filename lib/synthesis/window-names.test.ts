import { expect, test } from 'vitest'
import { nameWindows } from './window-names'

function files(...paths: string[]) {
  return paths.map((path) => ({ path, tokens: 100 }))
}

test('a window is called after the deepest folder that most of it lies in', () => {
  expect(nameWindows([files('a/b/1.ts', 'a/b/2.ts', 'a/b/c/3.ts', 'README.md')])).toEqual(['a/b'])
})

test('two folders share the name where neither has most, and many are the largest and others', () => {
  const two = files('lib/queue/1.ts', 'lib/queue/2.ts', 'test/queue/1.ts', 'test/queue/2.ts')
  const many = files('a/1.ts', 'a/2.ts', 'b/1.ts', 'c/1.ts', 'd/1.ts', 'e/1.ts')
  expect(nameWindows([two, many])).toEqual(['lib/queue and test/queue', 'a and others'])
})

test('a single file is its own name, files of the top are the top, and equal names are numbered', () => {
  expect(
    nameWindows([files('a/1.ts'), files('1.ts', '2.ts'), files('b/1.ts', 'b/2.ts'), files('b/3.ts', 'b/4.ts')]),
  ).toEqual(['a/1.ts', 'the top folder', 'b (1)', 'b (2)'])
})
