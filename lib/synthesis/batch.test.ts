import { expect, test } from 'vitest'
import { BatchSynthesis, budgetOfItem, findSpentBudget } from './batch'

const nothing = { calls: 0, tokens: 0, microdollars: 0 }

test('the budget of a list is used up when any of its amounts is reached, and says which', () => {
  const budget = { calls: 10, microdollars: 2_500_000 }
  expect(findSpentBudget(budget, { calls: 9, tokens: 1e6, microdollars: 0 })).toBeUndefined()
  expect(findSpentBudget(budget, { ...nothing, calls: 10 })).toBe(
    'The budget of 10 calls for the whole list is used up: 10 calls are spent.',
  )
  expect(findSpentBudget(budget, { ...nothing, microdollars: 2_600_000 })).toBe(
    'The budget of $2.50 for the whole list is used up: $2.60 are spent.',
  )
  expect(findSpentBudget({}, { calls: 1e9, tokens: 1e9, microdollars: 1e9 })).toBeUndefined()
})

test('an item may spend its own budget, and no more than the list has left', () => {
  const synthesis = BatchSynthesis.parse({ budget: { calls: 20 }, totalBudget: { calls: 100, tokens: 5000 } })
  expect(budgetOfItem(synthesis, nothing, nothing)).toEqual({ calls: 20, tokens: 5000 })
  expect(budgetOfItem(synthesis, { ...nothing, calls: 95, tokens: 4000 }, nothing)).toEqual({ calls: 5, tokens: 1000 })
  expect(budgetOfItem(BatchSynthesis.parse({}), nothing, nothing)).toEqual({})
})

test('what an item has spent before does not count against it twice', () => {
  const synthesis = BatchSynthesis.parse({ totalBudget: { calls: 30 } })
  expect(budgetOfItem(synthesis, { ...nothing, calls: 25 }, { ...nothing, calls: 25 })).toEqual({ calls: 30 })
})
