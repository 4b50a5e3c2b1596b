import { expect, test } from 'vitest'
import type { Step } from '@/lib/trajectory/trajectory'
import type { Episode } from './episode'
import { withPrimers } from './primer'

function episodeOf(path: string, content: string): Episode {
  const step: Step = {
    id: path,
    position: 0,
    runId: path,
    kind: 'act',
    tool: 'write',
    path,
    args: {},
    text: null,
    content,
  }
  return { run: { id: path, parentId: 'main', role: 'sub', path }, path, task: '', planEntry: undefined, steps: [step] }
}

async function primersOf(files: [string, string][], limitBytes: number): Promise<string[]> {
  async function* stream() {
    for (const [path, content] of files) yield episodeOf(path, content)
  }
  const primers: string[] = []
  for await (const { primer } of withPrimers(stream(), limitBytes)) primers.push(primer)
  return primers
}

test('a file is preceded by those that are written before it, and by no other', async () => {
  const primers = await primersOf(
    [
      ['a.js', 'const a = 1'],
      ['b.js', 'const b = 2'],
      ['c.js', 'const c = 3'],
    ],
    1000,
  )
  expect(primers[0]).toBe('')
  expect(primers[2]).toMatch(/a\.js.*const a = 1.*b\.js.*const b = 2/s)
  expect(primers[2]).not.toContain('const c')
})

test('each begins with the one before, and none is over the limit', async () => {
  const files = Array.from({ length: 40 }, (_, index): [string, string] => [
    `${index}.js`,
    'é'.repeat((index * 37) % 90),
  ])
  const primers = await primersOf(files, 900)
  primers.slice(1).forEach((primer, index) => {
    expect(primer.startsWith(primers[index]!)).toBe(true)
    expect(Buffer.byteLength(primer)).toBeLessThanOrEqual(900)
  })
  expect(Buffer.byteLength(primers.at(-1)!)).toBeGreaterThan(800)
})

test('without room nothing is read before', async () => {
  expect(
    await primersOf(
      [
        ['a.js', 'const a = 1'],
        ['b.js', 'x'],
      ],
      0,
    ),
  ).toEqual(['', ''])
})
