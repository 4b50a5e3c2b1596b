import { describe, expect, test } from 'vitest'
import { refusalOf } from './acceptance'

const lenient = { maxCopyRatio: 0.05, needsRetained: false, needsOwn: false, needsBaseline: false, needsRest: false }
const references = { baselineNats: 100, shuffledNats: 95 }
const start = { targetNats: 90 }
const good = { targetNats: 80, copyRatio: 0.01, longestCopy: 12, retainedNats: 6, headNats: 4 }

describe('a candidate', () => {
  test('that keeps to every rule is not refused', () => {
    const strict = { maxCopyRatio: 0.05, needsRetained: true, needsOwn: true, needsBaseline: true, needsRest: true }
    expect(refusalOf(good, start, references, strict)).toBeNull()
  })

  test.each([
    ['copies', { copyRatio: 0.14 }, {}, 'copies 14% of the target, over the limit of 5%'],
    [
      'gains by copying',
      { retainedNats: -1.25 },
      { needsRetained: true },
      /gains nothing without what it copies: −1\.[23]/,
    ],
    ['is worse than nothing', { targetNats: 104 }, { needsBaseline: true }, 'not better than no thought: −4.0 nats'],
    ['is worse than a strange thought', { targetNats: 95 }, { needsOwn: true }, /thought of another file: \+0\.0 nats/],
    ['gains at the top only', { headNats: 12 }, { needsRest: true }, 'gains nothing after the first lines: −2.0 nats'],
  ])('that %s is refused by the rule about it, and by no other', (_, changes, rule, why) => {
    const candidate = { ...good, ...changes }
    expect(refusalOf(candidate, start, references, { ...lenient, ...rule })).toMatch(why)
    const others = { ...lenient, maxCopyRatio: 1 }
    expect(refusalOf(candidate, start, references, others)).toBeNull()
  })

  test('is not held against what could not be measured', () => {
    const strict = { ...lenient, needsRetained: true, needsOwn: true, needsRest: true }
    const unmeasured = { ...good, retainedNats: null, headNats: null }
    expect(refusalOf(unmeasured, start, { ...references, shuffledNats: null }, strict)).toBeNull()
  })
})
