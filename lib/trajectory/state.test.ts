import { expect, test } from 'vitest'
import { findStateAfter, type StateChange, stateAfter, statesBefore, stateWords, whyNotChanged } from './state'
import { TrajectoryState } from './view'

const changes: StateChange[] = [
  'revise',
  'claim',
  'put back',
  'approve',
  'reject',
  'return',
  'withdraw',
  'release',
  'recall',
]

test('a trajectory goes from draft over review and approval to a release', () => {
  const path: StateChange[] = ['revise', 'claim', 'approve', 'release']
  const states: TrajectoryState[] = ['synthesizing']
  for (const change of path) states.push(stateAfter(states.at(-1)!, change))
  expect(states).toEqual(['synthesizing', 'draft', 'in_review', 'approved', 'released'])
})

test('the verdict under a release cannot be changed or taken back, and the refusal says why', () => {
  for (const change of ['approve', 'reject', 'return', 'withdraw'] as const)
    expect(() => stateAfter('released', change)).toThrow('its verdict stays as it is')
})

test('a new revision is a draft whatever the state before, except in the hands of a reviewer', () => {
  for (const state of TrajectoryState.options)
    expect(findStateAfter(state, 'revise')).toBe(state === 'in_review' ? 'in_review' : 'draft')
})

test('only what is approved is released', () => {
  expect(statesBefore('release')).toEqual(['approved', 'released'])
  expect(whyNotChanged('draft', 'release')).toBe('Only an approved trajectory can be released, and this one is draft.')
})

test('every state has words, every change leads to a state that there is, and every refusal is a sentence', () => {
  for (const state of TrajectoryState.options) {
    expect(stateWords[state]).not.toContain('_')
    for (const change of changes) {
      const next = findStateAfter(state, change)
      if (next) expect(TrajectoryState.options).toContain(next)
      else expect(whyNotChanged(state, change)).toMatch(/^[A-Z].*\.$/)
    }
  }
})
