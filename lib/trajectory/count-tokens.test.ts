import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { closeTokenCounter, countTokens, openTokenCount } from './count-tokens'
import { countTokens as countHere } from './tokenizer'

afterAll(closeTokenCounter)

test('threads count what the tokenizer counts, in order', async () => {
  const texts = ['', 'one two', 'x\n'.repeat(150_000), '<|eot_id|>', 'some words '.repeat(9000)]
  expect(await countTokens(texts)).toEqual(texts.map(countHere))
}, 60_000)

test('a document is the sum of its parts, of which the trained ones count apart', async () => {
  const counting = openTokenCount()
  const parts = Array.from({ length: 120 }, (_, index) => ({
    text: `line ${index}\n`.repeat(400),
    isTrained: index % 3 > 0,
    stepId: null,
  }))
  for (const part of parts) await counting.push(part)
  const sum = (some: typeof parts) => some.reduce((total, part) => total + countHere(part.text), 0)
  expect(await counting.finish()).toEqual({
    tokens: sum(parts),
    trainedTokens: sum(parts.filter((part) => part.isTrained)),
  })
}, 60_000)

test('a process that has closed its counter ends', () => {
  const source = `
    const { countTokens, closeTokenCounter } = await import('./count-tokens.ts')
    console.log((await countTokens(['hello world'])).join())
    await closeTokenCounter()`
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    cwd,
    timeout: 30_000,
  })
  expect(`${run.stdout}`).toBe('2\n')
  expect(run.status).toBe(0)
}, 60_000)
