import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohensKappa, krippendorffAlpha, pairsOf, percentAgreement, type Rating, wilson } from './agreement'

/** One row per rater, one column per unit; a gap is a unit that the rater did not rate. */
function table(rows: Record<string, string>): Rating[] {
  return Object.entries(rows).flatMap(([rater, cells]) =>
    [...cells.replaceAll(' ', '')].flatMap((cell, unit) =>
      cell === '*' ? [] : [{ rater, unit: String(unit), value: /\d/.test(cell) ? Number(cell) : cell }],
    ),
  )
}

/** Krippendorff 2011, example C: four observers, twelve units, nominal to ratio data with gaps. */
const exampleC = table({
  A: '1 2 3 3 2 1 4 1 2 * * *',
  B: '1 2 3 3 2 2 4 1 2 5 * 3',
  C: '* 3 3 3 2 3 4 2 2 5 1 *',
  D: '1 2 3 3 2 4 4 1 2 5 1 *',
})

describe('Krippendorff’s α', () => {
  test('is what the paper computes for binary data of two observers (example A)', () => {
    const ratings = table({ Meg: '0 1 0 0 0 0 0 0 1 0', Owen: '1 1 1 0 0 1 0 0 0 0' })
    expect(krippendorffAlpha(ratings, 'nominal').value).toBeCloseTo(0.095, 3)
  })

  test('is what the paper computes for nominal data of two observers (example B)', () => {
    const ratings = table({ Ben: 'a a b b d c c c e d d a', Gerry: 'b a b b b c c c e d d d' })
    expect(krippendorffAlpha(ratings, 'nominal').value).toBeCloseTo(0.692, 3)
  })

  test('is what the paper computes with gaps, for nominal, ordinal and interval data (examples C, D, E)', () => {
    expect(krippendorffAlpha(exampleC, 'nominal').value).toBeCloseTo(0.743, 3)
    expect(krippendorffAlpha(exampleC, 'ordinal').value).toBeCloseTo(0.815, 3)
    expect(krippendorffAlpha(exampleC, 'interval').value).toBeCloseTo(0.849, 3)
  })

  test('counts the units that two rated, and its interval holds it, the same each time', () => {
    const first = krippendorffAlpha(exampleC, 'nominal')
    expect(first.count).toBe(11)
    expect(first.interval?.low).toBeLessThan(first.value!)
    expect(first.interval?.high).toBeGreaterThan(first.value!)
    expect(krippendorffAlpha(exampleC, 'nominal')).toEqual(first)
  })
})

describe('Cohen’s κ', () => {
  /** Cohen's κ, Wikipedia, "Simple example": 50 grant proposals, 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no. */
  test('is what is published for 50 proposals read by two', () => {
    const cells = [
      ['y', 'y', 20],
      ['y', 'n', 5],
      ['n', 'y', 10],
      ['n', 'n', 15],
    ] as const
    const both = cells.flatMap(([a, b, count]) => Array.from({ length: count }, () => [a, b] as const))
    const ratings = both.flatMap(([a, b], unit) => [
      { unit: String(unit), rater: 'A', value: a },
      { unit: String(unit), rater: 'B', value: b },
    ])
    expect(cohensKappa(ratings, 'A', 'B').value).toBeCloseTo(0.4, 6)
    expect(percentAgreement(ratings).value).toBeCloseTo(0.7, 6)
  })

  test('is nothing when chance alone agrees, or nobody rated the same', () => {
    const same = table({ A: 'y y y', B: 'y y y' })
    expect(cohensKappa(same, 'A', 'B')).toEqual({ value: null, interval: null, count: 3 })
    expect(cohensKappa(table({ A: 'y *', B: '* y' }), 'A', 'B').value).toBeNull()
  })
})

test('Wilson’s interval is what is published for 4 of 20', () => {
  const { low, high } = wilson(4, 20)
  expect(low).toBeCloseTo(0.0807, 4)
  expect(high).toBeCloseTo(0.416, 3)
})

const ratings = fc.array(
  fc.record({
    unit: fc.integer({ min: 0, max: 9 }).map(String),
    rater: fc.constantFrom('a', 'b', 'c'),
    value: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 60 },
)

describe('any ratings', () => {
  const closeTo = (one: number | null, other: number | null) =>
    one === null || other === null ? one === other : Math.abs(one - other) < 1e-9

  test('agree as well whatever the order of units and raters, and whatever the raters are called', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const once = [...new Map(given.map((one) => [`${one.unit} ${one.rater}`, one])).values()]
        const turned = once.toReversed().map((one) => ({ ...one, rater: `other ${one.rater}` }))
        for (const metric of ['nominal', 'ordinal', 'interval'] as const)
          if (!closeTo(krippendorffAlpha(once, metric, 0).value, krippendorffAlpha(turned, metric, 0).value))
            return false
        return closeTo(percentAgreement(once).value, percentAgreement(turned).value)
      }),
    )
  })

  test('never agree better than perfectly, and perfectly when all say the same of each unit', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        for (const metric of ['nominal', 'ordinal', 'interval'] as const) {
          const { value } = krippendorffAlpha(given, metric, 0)
          if (value !== null && value > 1 + 1e-9) return false
          const agreed = given.map((one) => ({ ...one, value: Number(one.unit) }))
          const perfect = krippendorffAlpha(agreed, metric, 0).value
          if (perfect !== null && Math.abs(perfect - 1) > 1e-9) return false
        }
        return true
      }),
    )
  })

  test('κ is the same for both orders of a pair, and between −1 and 1', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const once = [...new Map(given.map((one) => [`${one.unit} ${one.rater}`, one])).values()]
        const { value } = cohensKappa(once, 'a', 'b')
        return closeTo(value, cohensKappa(once, 'b', 'a').value) && (value === null || Math.abs(value) <= 1 + 1e-9)
      }),
    )
  })
})

test('every two raters are a pair once', () => {
  expect(pairsOf(['a', 'b', 'c'])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})
