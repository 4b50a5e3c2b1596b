import { expect, test } from 'vitest'
import { openBenchmarkIndex } from './benchmark-index'
import { scanDocument } from './scan-document'

const noProblems = openBenchmarkIndex([])

test('every literal of a rule is a finding, with its step and its line, however many there are', async () => {
  const addresses = Array.from({ length: 2000 }, (_, place) => `person${place}@navy.mil`)
  const { findings } = await scanDocument(
    [
      { position: 3, path: 'one.ts', text: `Two lines\nbefore ${addresses[0]}` },
      { position: 7, path: 'all.csv', text: addresses.join('\n') },
    ],
    noProblems,
    0.5,
  )
  expect(findings.map(({ literal }) => literal)).toEqual(addresses)
  expect(findings[0]).toMatchObject({ position: 3, path: 'one.ts', line: 2, occurrences: 2 })
  expect(findings[1999]).toMatchObject({ position: 7, path: 'all.csv', line: 2000, occurrences: 1 })
  expect(findings[1999]?.excerpt).not.toContain(addresses[1999])
})

test('the same text twice is looked at once, where it stands first, and nothing is found in nothing', async () => {
  const text = 'Ask ada@navy.mil'
  const { findings } = await scanDocument(
    [
      { position: null, path: null, text: '' },
      { position: 1, path: 'a.md', text },
      { position: 2, path: 'b.md', text },
    ],
    noProblems,
    0.5,
  )
  expect(findings).toMatchObject([{ position: 1, path: 'a.md', line: 1, occurrences: 1 }])
  expect(await scanDocument([], noProblems, 0.5)).toEqual({ findings: [], sketch: null })
})
