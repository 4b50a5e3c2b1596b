import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { forEachAtOnce } from './for-each-at-once'

async function* count(to: number) {
  for (let item = 0; item < to; item += 1) {
    await sleep(1)
    yield item
  }
}

const never = new AbortController().signal

describe('forEachAtOnce', () => {
  test('does everything once, never more than the limit at the same time', async () => {
    const done: number[] = []
    let atOnce = 0
    let most = 0
    await forEachAtOnce(
      count(20),
      3,
      async (item) => {
        atOnce += 1
        most = Math.max(most, atOnce)
        await sleep(3)
        atOnce -= 1
        done.push(item)
      },
      never,
    )
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, item) => item))
    expect(most).toBe(3)
  })

  test('stops the others at the first failure, and throws it when they rest', async () => {
    let working = 0
    const failing = forEachAtOnce(
      count(20),
      4,
      async (item, signal) => {
        working += 1
        try {
          if (item === 2) throw new Error('Two.')
          await sleep(10_000, undefined, { signal })
        } finally {
          working -= 1
        }
      },
      never,
    )
    await expect(failing).rejects.toThrow('Two.')
    expect(working).toBe(0)
  })

  test('throws the reason of its signal', async () => {
    const controller = new AbortController()
    const work = forEachAtOnce(count(20), 2, (_, signal) => sleep(10_000, undefined, { signal }), controller.signal)
    await sleep(10)
    controller.abort(new Error('Enough.'))
    await expect(work).rejects.toThrow('Enough.')
  })
})
