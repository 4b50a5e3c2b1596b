import { describe, expect, test } from 'vitest'
import { fileDocs, noticeIn, symbolDoc } from './doc-worth'

describe('what opens a file', () => {
  const docs = new Map([
    ['a.c', 'We are pleased to support everybody by giving this away.'],
    ['b.c', 'A shared heading of the project.'],
    ['c.c', 'A shared heading of the project.'],
    ['d.c', 'Copyright (c) 2020 The Authors'],
    ['e.go', 'Package queue keeps tasks in order.'],
    ['f.php', 'Slim Framework (https://example.org)'],
    ['g.rb', '/usr/bin/env ruby'],
    ['h.ts', null],
  ])
  const docOf = fileDocs(docs)

  test('is about the file, or it is nothing: no licence, no heading of all, no mark for a tool', () => {
    expect([...docs.keys()].map((path) => docOf(path))).toEqual([
      null,
      null,
      null,
      null,
      'keeps tasks in order.',
      null,
      null,
      null,
    ])
  })

  test('is remembered as a notice, by its first words, when it says nothing of the file', () => {
    const doc = docs.get('a.c') ?? null
    expect(noticeIn(doc, docOf('a.c'))).toBe('We are pleased to support everybody by giving this away')
    expect(noticeIn('Keeps tasks in order.', 'Keeps tasks in order.')).toBeUndefined()
    expect(noticeIn(null, null)).toBeUndefined()
  })
})

describe('the documentation of a symbol', () => {
  test('is told without its own name in front', () => {
    expect(symbolDoc('Parse reads a file.', 'Parse')).toBe('reads a file.')
    expect(symbolDoc('Command is just the thing to run', 'Command')).toBe('the thing to run')
    expect(symbolDoc('Rack::Builder builds an app', 'Builder')).toBe('builds an app')
    expect(symbolDoc('Release a resource', 'Release')).toBe('Release a resource')
  })

  test('is nothing when it says nothing', () => {
    expect(symbolDoc('Class Koin', 'Koin')).toBeNull()
    expect(symbolDoc('Koin', 'Koin')).toBeNull()
    expect(symbolDoc('{@inheritDoc}', 'Koin')).toBeNull()
    expect(symbolDoc(null, 'Koin')).toBeNull()
  })
})
