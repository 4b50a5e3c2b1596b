import { expect, test } from 'vitest'
import { missingLabels, whyLabelsMissing } from './required-labels'

const label = (name: string, fields = {}) => ({ id: name, name, isRequired: true, isArchived: false, ...fields })

test('what is required, in use and not given is missing', () => {
  const labels = [label('Fit'), label('Good'), label('Old', { isArchived: true }), label('Free', { isRequired: false })]
  expect(missingLabels(labels, new Set())).toEqual(['Fit', 'Good'])
  expect(missingLabels(labels, new Set(['Good']))).toEqual(['Fit'])
})

test('the refusal names what is missing, and there is none when nothing is', () => {
  expect(whyLabelsMissing([])).toBeUndefined()
  expect(whyLabelsMissing(['Fit'])).toBe('Give the required label “Fit” before a verdict.')
  expect(whyLabelsMissing(['A', 'B', 'C'])).toBe('Give the required labels “A”, “B” and “C” before a verdict.')
})
