import { expect, test } from 'vitest'
import { parseRepositoryList } from './repository-list'

test('a list is read as people keep it', () => {
  const text = [
    '\ufeff# candidates',
    'https://github.com/a/b',
    '',
    '  https://github.com/a/c   v1.2.0 ',
    'https://github.com/a/d\tmain\r',
    '/srv/my code/queue',
    '/srv/my code/other, main',
  ].join('\n')
  expect(parseRepositoryList(text)).toEqual([
    { source: 'https://github.com/a/b', ref: undefined },
    { source: 'https://github.com/a/c', ref: 'v1.2.0' },
    { source: 'https://github.com/a/d', ref: 'main' },
    { source: '/srv/my code/queue', ref: undefined },
    { source: '/srv/my code/other', ref: 'main' },
  ])
})

test('a table may have a heading, quotes, and more columns than count', () => {
  const text = 'url,ref,stars\r\n"https://github.com/a/b","v1",12\r\nhttps://github.com/a/c,,7\r\n'
  expect(parseRepositoryList(text)).toEqual([
    { source: 'https://github.com/a/b', ref: 'v1' },
    { source: 'https://github.com/a/c', ref: undefined },
  ])
})

test('nothing is no list', () => {
  expect(parseRepositoryList('\n # only words\n')).toEqual([])
})

test('a line may be a JSON object with a repo and perhaps a ref; whatever else it holds does not matter', () => {
  const text = [
    '{"repo": "https://github.com/a/b", "stars": 12}',
    '{"repo": " https://github.com/a/c ", "ref": "v1"}',
    '{"repo": "/srv/my code/queue", "ref": null}',
    'https://github.com/a/d main',
  ].join('\n')
  expect(parseRepositoryList(text)).toEqual([
    { source: 'https://github.com/a/b', ref: undefined },
    { source: 'https://github.com/a/c', ref: 'v1' },
    { source: '/srv/my code/queue', ref: undefined },
    { source: 'https://github.com/a/d', ref: 'main' },
  ])
})

test('a JSON line that names no repository is kept with the sentence why', () => {
  const odd = [
    '{"repo": "https://github.com/a/b"',
    '{"url": "https://github.com/a/b"}',
    '{"repo": "x", "ref": 5}',
    '{}',
  ]
  const read = parseRepositoryList(odd.join('\n'))
  expect(read.map(({ source }) => source)).toEqual(odd)
  for (const { problem } of read) expect(problem).toMatch(/^The line is no JSON object with a “repo”.*\.$/)
})
