import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderParts } from '@/lib/trajectory/render'
import { smallTrajectory } from '@/lib/trajectory/testing/small-trajectory'
import { maskSample, maskText } from './mask'
import { trajectories } from './testing/sample'

const secret = 'k3y-0f-m1ne'
const masks = [{ rule: 'token', literal: secret }]

test('every occurrence goes: from the request, thoughts, contents, plans and what was read; paths stay', () => {
  const trajectory = smallTrajectory(
    [
      { path: 'src/a.ts', content: `export const a = '${secret}'\n`, reads: [] },
      { path: 'src/b.ts', content: `import './a'\n// ${secret}${secret}\n`, reads: [{ path: 'src/a.ts' }] },
    ],
    `Use ${secret}.`,
  )
  const { request, steps } = maskSample(trajectory, masks)
  const text = [...renderParts(request, trajectory.runs, steps)].map((part) => part.text).join('')
  expect(text).not.toContain(secret)
  expect(text.match(/\[masked: token\]/g)?.length).toBeGreaterThanOrEqual(5)
  expect(steps.map((step) => step.path)).toEqual(trajectory.steps.map((step) => step.path))
})

test('a key of many lines keeps their number, and a part of it is masked where only that was read', () => {
  const key = ['-----BEGIN KEY-----', 'MIIEowIBAAKCAQEA1', '=', 'MIIEowIBAAKCAQEA2', '-----END KEY-----'].join('\n')
  const long = [{ rule: 'privatekey', literal: key }]
  const masked = maskText(`a\n${key}\nb\n`, long)
  expect(masked.split('\n')).toHaveLength(`a\n${key}\nb\n`.split('\n').length)
  expect(masked).not.toMatch(/MII|BEGIN/)
  expect(maskText('MIIEowIBAAKCAQEA2\n', long)).toBe('[masked: privatekey]\n')
  expect(maskText('a = b', long)).toBe('a = b')
})

test('without anything to mask, nothing changes', () => {
  fc.assert(
    fc.property(trajectories, (trajectory) => {
      const masked = maskSample(trajectory, [{ rule: 'x', literal: 'never said' }])
      expect(masked).toEqual({ request: trajectory.request, steps: trajectory.steps })
    }),
    { numRuns: 30 },
  )
})
