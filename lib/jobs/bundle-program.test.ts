import { expect, test } from 'vitest'
import { bundleProgram } from './bundle-program'

test('programs that are made at once do not end the bundler for each other', async () => {
  const sources = ['./job.ts', './enqueue.ts', './open-threads.ts', '../errors.ts']
  const made = await Promise.all(
    sources.map(async (source, turn) => {
      // Each begins while others are under way or have just ended.
      await new Promise((resolve) => setTimeout(resolve, turn * 15))
      return bundleProgram(import.meta.resolve(source))
    }),
  )
  expect(new Set(made).size).toBe(sources.length)
  expect(await Promise.all(made.map((url) => import(url)))).toHaveLength(sources.length)
})
