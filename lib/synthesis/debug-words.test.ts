import { expect, test } from 'vitest'
import type { Diagnostic } from '@/lib/structure/diagnostic'
import { debugThought, reviseThought } from './debug-words'
import type { FileFacts } from './facts'
import { random } from './random'

const file: FileFacts = {
  path: 'queue.ts',
  language: 'TypeScript',
  role: 'source',
  bytes: 1,
  lines: 1,
  order: 0,
  doc: null,
  symbols: [],
  needs: [],
  usedBy: [],
  packages: [],
  builtins: [],
  topics: [],
  titles: [],
}

const findings: Diagnostic[] = [
  {
    line: 1,
    severity: 'warning',
    code: 'unresolved-import',
    message: './a leads to a.ts, which is planned but not written yet',
  },
  { line: 1, severity: 'error', code: 'missing-export', message: 'Missing: limit is planned for this file' },
  { line: 2, severity: 'error', code: 'unresolved-import', message: 'Cannot find ./z' },
]

const moment = {
  kind: 'debug' as const,
  file,
  findings,
  stubbed: ['Queue.add', 'Queue.next'],
  leftOut: ['helper'],
  edits: 2,
}

test('a thought about a draft names what was found, what only waits, and what is still missing', () => {
  const said = debugThought(moment, 12, random(1))
  for (const name of ['limit', './z', 'Queue.add', 'Queue.next', 'helper']) expect(said).toContain(`\`${name}\``)
  expect(said).toContain('`a.ts` is still to be written')
  expect(said.toLowerCase()).toContain('two edits')
})

test('where nothing was found, it says so, and the number of edits', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const said = debugThought({ ...moment, findings: [], edits: 1 }, 12, random(seed))
    expect(said).not.toContain('limit')
    expect(said.toLowerCase()).toContain('one edit')
  }
})

test('of many bodies the first are named and the others counted', () => {
  const stubbed = Array.from({ length: 12 }, (_, index) => `f${index}`)
  const said = debugThought({ ...moment, stubbed }, 12, random(1))
  expect(said.match(/^- `f/gm)).toHaveLength(8)
  expect(said).toContain('- and four more')
})

test('a thought about a commit quotes its title when it may, and says what it touches and how much', () => {
  const change = {
    added: ['peek'],
    removed: ['poke'],
    redeclared: ['add'],
    changed: ['next'],
    addedLines: 4,
    removedLines: 1,
  }
  const revise = { kind: 'revise' as const, file, findings: [], message: 'Let others peek\n\nLong story.', change }
  const said = reviseThought(revise, true, random(1))
  for (const name of ['peek', 'poke', 'add', 'next']) expect(said).toContain(`\`${name}\``)
  expect(said).toContain('"Let others peek"')
  expect(said).not.toContain('Long story')
  expect(said).toContain('four lines')
  expect(reviseThought(revise, false, random(1))).not.toContain('Let others peek')
})
