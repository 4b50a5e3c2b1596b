import { expect, test } from 'vitest'
import { toNames } from './names'
import { openTelling } from './telling'

const plain = {
  agent: 'A',
  model: 'm',
  repository: null,
  commit: null,
  instance: 'o__n-1',
  licence: 'MIT',
  folder: null,
}
const told = openTelling().finish()

test('names that fit are as they are, and the file stands for a repository that is not known', () => {
  expect(toNames({ ...plain, ...told }, 'run-7')).toEqual({
    repository: 'run-7',
    agent: 'A',
    model: 'm',
    instance: 'o__n-1',
    commit: null,
    licence: 'MIT',
    remarks: [],
  })
})

test('a name that is too long is cut, never through a character, and one that no database holds is mended: both are said', () => {
  const long = `${'i'.repeat(199)}🐛 and so on`
  const names = toNames({ ...plain, ...told, model: 'm'.repeat(201), instance: long, agent: 'A\0' }, 'run-7')
  expect(names).toMatchObject({ model: 'm'.repeat(200), instance: `${'i'.repeat(199)}\ufffd`, agent: 'A\ufffd' })
  expect(names.remarks).toEqual([
    'Names of more than 200 characters are cut: model, instance.',
    'Names hold NUL or half a character, which is replaced by \ufffd: agent.',
  ])
})
