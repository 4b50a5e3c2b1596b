import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AlignedStep, alignSteps } from './align-steps'
import { smallTrajectory } from './testing/small-trajectory'

const files = [
  { path: 'a.ts', content: 'a\n', reads: [] },
  { path: 'b.ts', content: 'b\n', reads: [{ path: 'a.ts' }] },
]

test('two trajectories over the same files stand side by side, whatever their ids are', () => {
  const trajectory = smallTrajectory(files)
  const other = {
    runs: trajectory.runs.map((run) => ({ ...run, id: `other ${run.id}` })),
    steps: trajectory.steps.map((step) => ({ ...step, runId: `other ${step.runId}` })),
  }
  expect(alignSteps(trajectory, other)).toEqual(trajectory.steps.map((_, at) => [at, at]))
})

test('a read that only one has stands alone, and what follows it stands side by side again', () => {
  const [plain, reading] = [smallTrajectory([{ ...files[0]! }, { ...files[1]!, reads: [] }]), smallTrajectory(files)]
  const pairs = alignSteps(plain, reading)
  const alone = pairs.filter(([left]) => left === -1).map(([, right]) => reading.steps[right])
  expect(alone.map((step) => `${step?.kind} ${step?.tool} ${step?.path}`)).toEqual([
    'act read a.ts',
    'observe read a.ts',
  ])
  expect(pairs.filter(([, right]) => right === -1)).toEqual([])
})

test('runs that come in another order still stand side by side', () => {
  const [one, other] = [
    smallTrajectory(files),
    smallTrajectory([...files].reverse().map((file) => ({ ...file, reads: [] }))),
  ]
  const pairs = alignSteps(one, other)
  const writes = pairs.filter(([left]) => one.steps[left]?.tool === 'write' && one.steps[left]?.kind === 'act')
  expect(writes.map(([left, right]) => [one.steps[left]?.path, other.steps[right]?.path])).toEqual([
    ['a.ts', 'a.ts'],
    ['b.ts', 'b.ts'],
  ])
})

const runs = ['main', 'one', 'two'].map((id) => ({ id, role: 'sub' as const, path: id }))
const someSteps = fc.array(
  fc.record({
    runId: fc.constantFrom('main', 'one', 'two'),
    kind: fc.constantFrom('think' as const, 'act' as const, 'observe' as const),
    tool: fc.constantFrom('read' as const, 'write' as const),
    path: fc.constantFrom('a', 'b'),
  }),
  { maxLength: 40 },
)

test('every step of both is there once, the left in order, and only the same stand side by side', () => {
  fc.assert(
    fc.property(someSteps, someSteps, (left, right) => {
      const pairs = alignSteps({ runs, steps: left }, { runs, steps: right })
      expect(pairs.map(([at]) => at).filter((at) => at >= 0)).toEqual([...left.keys()])
      expect(
        pairs
          .map(([, at]) => at)
          .filter((at) => at >= 0)
          .sort((a, b) => a - b),
      ).toEqual([...right.keys()])
      const lastOfRun = new Map<string, number>()
      for (const [at, to] of pairs) {
        const [own, other] = [left[at], right[to]]
        if (!own || !other) continue
        expect([other.runId, other.kind]).toEqual([own.runId, own.kind])
        expect(to).toBeGreaterThan(lastOfRun.get(own.runId) ?? -1)
        lastOfRun.set(own.runId, to)
      }
    }),
  )
})

test('what is the same on both sides is aligned with itself, and alignment does not depend on the side', () => {
  fc.assert(
    fc.property(someSteps, someSteps, (left, right) => {
      expect(alignSteps({ runs, steps: left }, { runs, steps: left })).toEqual(left.map((_, at) => [at, at]))
      const count = (pairs: readonly (readonly [number, number])[]) => pairs.filter(([a, b]) => a >= 0 && b >= 0).length
      const [there, back] = [
        alignSteps({ runs, steps: left }, { runs, steps: right }),
        alignSteps({ runs, steps: right }, { runs, steps: left }),
      ]
      expect(count(there)).toBe(count(back))
    }),
  )
})

test('10,000 steps are aligned in a moment', () => {
  const steps = Array.from(
    { length: 10_000 },
    (_, at): AlignedStep => ({
      runId: 'main',
      kind: (['think', 'act', 'observe'] as const)[at % 3] ?? 'act',
      tool: at % 3 === 0 ? null : 'write',
      path: at % 3 === 0 ? null : `file-${at % 700}`,
    }),
  )
  const took = [1, 2, 3].map(() => {
    const startedAt = performance.now()
    alignSteps({ runs, steps }, { runs, steps: steps.filter((_, at) => at % 11 !== 0) })
    return performance.now() - startedAt
  })
  expect(Math.min(...took)).toBeLessThan(1000)
})
