import { expect, test } from 'vitest'
import { inSlices } from './in-slices'

/** Ten steps of five milliseconds each, on a clock of their own. */
function tenSteps() {
  const clock = { ms: 0, steps: 0, longest: 0, began: 0, told: [] as number[] }
  function* steps(): Generator<number, string> {
    while (clock.steps < 10) {
      clock.ms += 5
      clock.steps += 1
      clock.longest = Math.max(clock.longest, clock.ms - clock.began)
      yield clock.steps / 10
    }
    return 'whole'
  }
  const pause = async () => {
    clock.ms += 1000
    clock.began = clock.ms
  }
  return { clock, steps: steps(), pause, now: () => clock.ms, tell: (done: number) => clock.told.push(done) }
}

test('work is done to its end with pauses between slices, and says before each how much is done', async () => {
  const { clock, steps, ...slicing } = tenSteps()
  expect(await inSlices(steps, slicing)).toBe('whole')
  expect(clock.longest).toBe(10)
  expect(clock.told).toEqual([0.2, 0.4, 0.6, 0.8, 1])
})

test('what is canceled in a pause does no further step', async () => {
  const { clock, steps, now, tell } = tenSteps()
  const stopping = new AbortController()
  const pause = async () => stopping.abort(new Error('canceled'))
  await expect(inSlices(steps, { now, tell, pause, signal: stopping.signal })).rejects.toThrow('canceled')
  expect(clock.steps).toBe(2)
})
