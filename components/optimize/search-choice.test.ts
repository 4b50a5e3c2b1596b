import { describe, expect, test } from 'vitest'
import { OptimizationSettings } from '@/lib/optimize/optimization'
import { presetNames, settingsOf } from '@/lib/optimize/presets'
import { toRequest, withPreset } from './search-choice'

const place = { stepId: '01939f6e-0000-7000-8000-000000000001', runId: '01939f6e-0000-7000-8000-000000000002' }

describe('a search as it is chosen', () => {
  test.each(presetNames)('is, untouched, what the preset %s says', (name) => {
    expect(toRequest(withPreset(name), undefined)).toEqual({ settings: settingsOf(name) })
  })

  test('keeps place, hint and budgets when the preset changes', () => {
    const first = withPreset('guarded')
    const typed = { ...first, hint: 'the cache', numbers: { ...first.numbers, rounds: '9', budgetMinutes: '5' } }
    const { settings } = toRequest(withPreset('paper', typed), place) as { settings: OptimizationSettings }
    expect(settings).toMatchObject({ hint: 'the cache', budgetMinutes: 5, rounds: 3, kinds: ['rewrite'] })
  })

  test('is about a step, a run or everything', () => {
    const choice = withPreset('guarded')
    expect(toRequest({ ...choice, scope: 'step' }, place)).toMatchObject({ settings: { steps: [place.stepId] } })
    expect(toRequest({ ...choice, scope: 'run' }, place)).toMatchObject({ settings: { runs: [place.runId] } })
    expect(toRequest(choice, place)).toEqual({ settings: OptimizationSettings.parse({}) })
  })

  test('says which number is wrong', () => {
    const choice = withPreset('guarded')
    const request = toRequest({ ...choice, numbers: { ...choice.numbers, rounds: '99' } }, undefined)
    expect(request).toMatchObject({ error: expect.stringMatching(/^Rounds: /) })
  })
})
