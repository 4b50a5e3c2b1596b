import { expect, test } from 'vitest'
import { SynthesisSettings } from '@/lib/synthesis/settings'
import { budgetOf, defaultChoice, fitChoice, settingsOf } from './synthesis-choice'

test('the defaults of the form are those of the API', () => {
  expect(SynthesisSettings.parse({})).toMatchObject(settingsOf(defaultChoice))
})

test('a limit that is not given is none, dollars become millionths, and the embedded author has no budget', () => {
  const choice = { ...defaultChoice, author: 'local', calls: ' ', tokens: '5000', dollars: '0.35' }
  expect(budgetOf(choice)).toEqual({ calls: undefined, tokens: 5000, microdollars: 350_000 })
  expect(budgetOf({ ...choice, author: 'embedded' })).toEqual({})
})

test('what is remembered of elsewhere gives way to what is to be had here', () => {
  const choice = { ...defaultChoice, author: 'gone', mode: 'history' as const }
  expect(fitChoice(choice, ['local'], 1)).toMatchObject({ author: 'embedded', mode: 'direct' })
  expect(fitChoice(choice, ['gone'], 2)).toEqual(choice)
  expect(fitChoice({ ...choice, mode: 'free' }, [], 2)).toMatchObject({ author: 'embedded', mode: 'direct' })
})
