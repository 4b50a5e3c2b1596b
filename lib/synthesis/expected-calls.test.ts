import { describe, expect, test } from 'vitest'
import { expectedCalls, middlingFile, tokensOf } from './expected-calls'
import { openFacts } from './facts'
import { filePrompt } from './prompts'
import type { SynthesisMode } from './settings'
import { projectOf } from './testing/project-of'

const sources = Object.fromEntries([
  ...Array.from({ length: 29 }, (_, index) => [`src/part-${index}.js`, `export const part${index} = ${index}\n`]),
  ['src/all.js', `${'export function all(first, second) {\n  return first + second\n}\n'.repeat(3)}`],
])

async function expectedOf(mode: SynthesisMode, partBytes = 49_152) {
  const facts = openFacts(await projectOf(sources))
  const files = Array.from(facts.fileOf.keys(), facts.of)
  return { facts, files, expected: expectedCalls(facts, files, { mode, readBudgetBytes: 4096, partBytes }, 32_768) }
}

const callsOf = (expected: { calls: number }[]) => expected.map(({ calls }) => calls)

describe('expectedCalls', () => {
  test('written at once: one for the whole, one for each part of the plan, one for each file', async () => {
    expect(callsOf((await expectedOf('direct')).expected)).toEqual([1, 2, 30])
  })

  test('a long file written at once: one more for each further part of it', async () => {
    expect(callsOf((await expectedOf('direct', 100)).expected)).toEqual([1, 2, 30, 1])
    expect(callsOf((await expectedOf('iterative', 100)).expected)).toHaveLength(5)
  })

  test('with drafts: another two for each file, and the files themselves are in the answers', async () => {
    const { expected } = await expectedOf('iterative')
    expect(callsOf(expected)).toEqual([1, 2, 30, 30, 30])
    expect(expected[3]?.known.low).toBeGreaterThan(100)
  })

  test('when the model decides: some turns for each file, which tell again what came before', async () => {
    const { expected } = await expectedOf('free')
    expect(callsOf(expected)).toEqual([1, 2, 30, 120])
    expect(expected[3]?.inputTokens).toBeGreaterThan(4 * (expected[2]?.inputTokens ?? 0))
  })

  test('with history: another one for each file that has an earlier version', async () => {
    expect(callsOf((await expectedOf('history')).expected)).toEqual([1, 2, 30, 0])
  })

  test('the input is that of the prompts, with what the plan will say of each file', async () => {
    const { facts, files, expected } = await expectedOf('direct')
    const counted = files.map((file) => tokensOf(filePrompt(facts.project, file))).reduce((sum, one) => sum + one, 0)
    expect(expected[2]?.inputTokens).toBe(counted + files.length * 80)
  })
})

test('the middling file is neither the shortest told nor the longest', async () => {
  const { facts, files } = await expectedOf('direct')
  const sizes = files.map((file) => tokensOf(filePrompt(facts.project, file))).sort((a, b) => a - b)
  expect(tokensOf(filePrompt(facts.project, middlingFile(facts.project, files)))).toBe(sizes[14])
})
