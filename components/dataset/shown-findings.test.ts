import { expect, test } from 'vitest'
import type { Decision, Finding } from '@/lib/dataset/preflight/finding'
import { type Made, shownFindings } from './shown-findings'

function finding(trajectoryId: string, decision: Decision | null, more: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '',
    check: 'secret',
    rule: 'github',
    trajectoryId,
    repositoryId: `repository of ${trajectoryId}`,
    repository: '',
    position: 0,
    path: null,
    line: 1,
    message: '',
    excerpt: null,
    occurrences: 1,
    canMask: true,
    revision: 1,
    otherId: null,
    otherRevision: null,
    decision,
    decidedBy: null,
    decidedAt: null,
    isDropped: false,
    isCurrent: true,
    ...more,
  }
}

const none: Made = new Map()
const shown = (rows: readonly Finding[], state: 'open' | 'decided' | 'all', made = none) =>
  shownFindings(rows, { state }, made).map(({ trajectoryId, decision }) => [trajectoryId, decision])

test('what was decided leaves the list of what is open, also when that was read before the decision arrived', () => {
  const rows = [finding('a', null, { fingerprint: 'of a' }), finding('b', null)]
  const made: Made = new Map([['of a', finding('a', 'keep', { fingerprint: 'of a' })]])
  expect(shown(rows, 'open', made)).toEqual([['b', null]])
  expect(shown(rows, 'decided', made)).toEqual([['a', 'keep']])
  expect(shown(rows, 'open')).toHaveLength(2)
})

test('what was taken back is open again', () => {
  const made: Made = new Map([['of a', finding('a', null, { fingerprint: 'of a' })]])
  expect(shown([finding('a', 'keep', { fingerprint: 'of a' })], 'open', made)).toEqual([['a', null]])
})

test('what was taken back is there, also in a list that was read in between and lacks it', () => {
  const made: Made = new Map([['of a', finding('a', null, { fingerprint: 'of a' })]])
  const rows = [finding('b', null, { fingerprint: 'of b' })]
  expect(shown(rows, 'open', made)).toEqual([
    ['a', null],
    ['b', null],
  ])
  expect(shown(rows, 'decided', made)).toEqual([])
})

test('with a trajectory or repository that is dropped, its other findings need no decision', () => {
  const rows = [
    finding('a', 'drop'),
    finding('a', null),
    finding('b', 'drop_repository', { repositoryId: 'r' }),
    finding('c', null, { repositoryId: 'r' }),
    finding('d', null),
  ]
  expect(shown(rows, 'open')).toEqual([['d', null]])
  expect(shownFindings(rows, { state: 'all' }, none).map(({ isDropped }) => isDropped)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ])
})

test('of a list that was read for another choice only what is chosen is shown', () => {
  const rows = [finding('a', null), finding('b', null, { check: 'personal', rule: 'email' })]
  const chosen = shownFindings(rows, { state: 'open', check: 'personal', rule: 'email' }, none)
  expect(chosen.map(({ trajectoryId }) => trajectoryId)).toEqual(['b'])
  expect(shownFindings(rows, { state: 'open', check: 'personal', rule: 'phone' }, none)).toEqual([])
})
