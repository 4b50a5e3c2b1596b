import { describe, expect, test } from 'vitest'
import type { Step } from '@/lib/trajectory/trajectory'
import { type Episode, findWrittenFile, streamEpisodes } from './episode'
import { openFileContext } from './file-context'

const main = { id: 'main', parentId: null, role: 'main' as const, path: null }
const sub = { id: 'sub', parentId: 'main', role: 'sub' as const, path: 'b.js' }

function stepsOf(): Step[] {
  const empty = { tool: null, path: null, args: {}, text: null, content: null }
  const steps: Omit<Step, 'id' | 'position'>[] = [
    {
      ...empty,
      runId: 'main',
      kind: 'act',
      tool: 'plan',
      args: { plan: { requirements: [], files: [{ path: 'b.js', purpose: 'Uses a.', dependencies: ['a.js'] }] } },
    },
    { ...empty, runId: 'main', kind: 'act', tool: 'delegate', path: 'b.js', text: 'Write b.js.\n' },
    { ...empty, runId: 'sub', kind: 'think', text: 'First a look.\n' },
    { ...empty, runId: 'sub', kind: 'act', tool: 'read', path: 'a.js' },
    { ...empty, runId: 'sub', kind: 'observe', tool: 'read', path: 'a.js', content: 'export const a = 1\n' },
    { ...empty, runId: 'sub', kind: 'think', text: 'Then a draft.\n' },
    { ...empty, runId: 'sub', kind: 'act', tool: 'write', path: 'b.js', content: 'draft\n' },
    { ...empty, runId: 'sub', kind: 'think', text: 'Then the truth.\n' },
    { ...empty, runId: 'sub', kind: 'act', tool: 'edit', path: 'b.js', content: 'import { a } from "./a.js"\n' },
    { ...empty, runId: 'sub', kind: 'think', text: 'Afterwards.\n' },
    { ...empty, runId: 'main', kind: 'act', tool: 'finish', text: 'Done.\n' },
  ]
  return steps.map((step, position) => ({ ...step, id: `s${position}`, position }))
}

async function readEpisode(): Promise<Episode> {
  async function* stream() {
    yield* stepsOf()
  }
  const episodes: Episode[] = []
  for await (const episode of streamEpisodes([main, sub], stream())) episodes.push(episode)
  expect(episodes).toHaveLength(1)
  return episodes[0]!
}

describe('an episode', () => {
  test('has the words of the main run about its file, and its own steps only', async () => {
    const episode = await readEpisode()
    expect(episode).toMatchObject({ path: 'b.js', task: 'Write b.js.\n', planEntry: { purpose: 'Uses a.' } })
    expect(episode.steps.map(({ position }) => position)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('aims at what the last write leaves, with the thoughts before it and what each had read', async () => {
    const file = findWrittenFile(await readEpisode())!
    expect(file.content).toBe('import { a } from "./a.js"\n')
    expect(file.thoughts.map(({ step, reads }) => [step.position, reads.length])).toEqual([
      [2, 0],
      [5, 1],
      [7, 1],
    ])
  })
})

test('a thought stands before what its run does next', async () => {
  const { thoughts } = findWrittenFile(await readEpisode())!
  expect(thoughts.map(({ before }) => before)).toEqual(['read', 'write', 'edit'])
})

describe('the context of a file', () => {
  test('leaves room for the target where the scorer takes no more, and is none where it does not fit', async () => {
    const episode = await readEpisode()
    const file = findWrittenFile(episode)!
    const bytes = Buffer.byteLength(file.content) + 4096
    const short = openFileContext(episode, file, 10_000, { maxPromptBytes: bytes + 120 })!.baseline()
    expect(short.prefix).not.toContain('export const a')
    expect(openFileContext(episode, file, 10_000, { maxPromptBytes: bytes + 10_000 })!.baseline().prefix).toContain(
      'export const a',
    )
    expect(openFileContext(episode, file, 10_000, { maxPromptBytes: bytes - 1 })).toBeUndefined()
  })

  test('is the same text whichever thought is the candidate, so that gains of its steps add up', async () => {
    const episode = await readEpisode()
    const context = openFileContext(episode, findWrittenFile(episode)!, 10_000)!
    const texts = ['One.\n', 'Two.\n', 'Three.\n']
    const whole = texts.map((_, index) => {
      const { prefix, thoughts, suffix } = context.around(texts, index)
      return prefix + thoughts[0] + suffix
    })
    expect(new Set(whole).size).toBe(1)
    expect(whole[0]).toMatch(/Write b\.js\..*Uses a\..*export const a = 1.*One\..*Two\..*Three\..*<act/s)
    expect(whole[0]).not.toContain('import { a }')
  })

  test('of the baseline is that without any thought', async () => {
    const episode = await readEpisode()
    const context = openFileContext(episode, findWrittenFile(episode)!, 10_000)!
    const { prefix, thoughts, suffix } = context.baseline()
    expect(thoughts).toEqual([''])
    expect(prefix + suffix).not.toContain('think')
    expect(context.around(['One.\n'], 0).prefix).toBe(prefix)
  })
})
