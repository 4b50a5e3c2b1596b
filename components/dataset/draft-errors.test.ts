import { expect, test } from 'vitest'
import { draftErrors } from './draft-errors'
import { firstDraft } from './format-draft'

test('what a form begins with is right', () => {
  expect(draftErrors(firstDraft)).toEqual({})
  expect(draftErrors({ ...firstDraft, splits: 'train=90, test=10', fixed: 'test=owner/name' })).toEqual({})
})

test('each field that the server would refuse says what belongs into it', () => {
  const typed = { packTokens: 'many', minimumMargin: '-1', shardMebibytes: '', splits: 'train test', fixed: 'test' }
  expect(draftErrors({ ...firstDraft, ...typed })).toEqual({
    packTokens: expect.stringContaining('16'),
    minimumMargin: expect.stringContaining('nats'),
    shardMebibytes: expect.stringContaining('MiB'),
    splits: expect.stringContaining('train=90 test=10'),
    fixed: expect.stringContaining('test=owner/name'),
  })
})

test('splits have a share in all', () => {
  expect(draftErrors({ ...firstDraft, splits: '' })).toHaveProperty('splits')
  expect(draftErrors({ ...firstDraft, splits: 'train=0' })).toHaveProperty('splits')
})
