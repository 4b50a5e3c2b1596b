import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packSteps, StepIndex, unpackSteps } from './step-index'
import { type Run, StepKind, Tool } from './trajectory'
import type { StepEntry } from './view'

const runs: Run[] = ['a', 'b', 'c'].map((id) => ({ id, parentId: null, role: 'main', path: null }))
const hash = fc.stringMatching(/^[0-9a-f]{64}$/)
const step = fc.record<Omit<StepEntry, 'position'>>({
  id: fc.uuid(),
  runId: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom(...StepKind.options),
  tool: fc.option(fc.constantFrom(...Tool.options)),
  path: fc.option(fc.constantFrom('a.ts', 'ö/👩‍💻.py', '')),
  bytes: fc.nat(),
  tokens: fc.option(fc.nat()),
  sha256: fc.option(hash),
  isError: fc.boolean(),
  isOptimized: fc.boolean(),
  candidates: fc.nat(3),
  openSearch: fc.option(fc.uuid()),
})
const steps = fc.array(step).map((list) => list.map((each, position) => ({ ...each, position })))

test('steps come out of the index as they went in, also through JSON', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const wire = StepIndex.parse(JSON.parse(JSON.stringify(packSteps(list, runs))))
      expect(unpackSteps(wire, runs)).toEqual(list)
    }),
  )
})

test('ten thousand steps are less than a megabyte, and an index that breaks off is refused', () => {
  const [one] = fc.sample(step, { numRuns: 1, seed: 1 })
  const list = Array.from({ length: 10_000 }, (_, position) => {
    const sha256 = (position >> 1).toString(16).padStart(64, '0')
    return { ...one!, position, sha256, bytes: 20_000, tokens: 99, openSearch: null, candidates: 0 }
  })
  const wire = packSteps(list, runs)
  expect(JSON.stringify(wire).length).toBeLessThan(1_000_000)
  expect(() => unpackSteps({ ...wire, bytes: wire.bytes.slice(1) }, runs)).toThrow(/breaks off/)
})
