import { expect, test } from 'vitest'
import { answerNewest } from './answer-newest'
import type { LayoutAnswer, LayoutRequest } from './layout-request'

/** Files in one folder, each using the next: more than one piece of work. */
function forces(files: number): LayoutRequest {
  const places = Array.from({ length: files }, (_, place) => place)
  return {
    form: 'force',
    input: {
      treeParent: new Int32Array(files).fill(-1),
      treeRadius: new Float64Array(files).fill(6),
      item: Int32Array.from(places),
      radius: new Float64Array(files).fill(6),
      parent: new Int32Array(files).fill(-1),
      from: Int32Array.from(places.slice(1), (place) => place - 1),
      to: Int32Array.from(places.slice(1)),
    },
  }
}

test('an order that a newer one overtakes is dropped without an answer, and soon', async () => {
  const answers: LayoutAnswer[] = []
  const answer = answerNewest((answered) => answers.push(answered))
  const start = performance.now()
  const whole = answerNewest(() => undefined)({ id: 0, request: forces(2000) })
  await whole
  const wholeMs = performance.now() - start
  const overtaken = answer({ id: 1, request: forces(2000) })
  await new Promise((resolve) => setTimeout(resolve))
  const restart = performance.now()
  await Promise.all([answer({ id: 2, request: forces(3) }), overtaken])
  expect(performance.now() - restart).toBeLessThan(wholeMs / 2)
  expect(answers.map(({ id }) => id)).toEqual([2])
  expect(answers[0]).toMatchObject({ places: { x: { length: 3 } } })
})

test('an order that cannot be carried out is answered with its error, and the next one as ever', async () => {
  const answers: LayoutAnswer[] = []
  const answer = answerNewest((answered) => answers.push(answered))
  const broken = { ...forces(3), input: { ...forces(3).input, from: Int32Array.of(9), to: Int32Array.of(9) } }
  await answer({ id: 1, request: broken as LayoutRequest })
  await answer({ id: 2, request: forces(3) })
  expect(answers).toMatchObject([
    { id: 1, error: expect.stringContaining('Error') },
    { id: 2, places: {} },
  ])
})
