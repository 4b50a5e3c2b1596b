import { expect, test } from 'vitest'
import { returnPath } from './return-path'

test('a path of this site is kept whole', () => {
  expect(returnPath('/trajectories/1?step=4#diff')).toBe('/trajectories/1?step=4#diff')
})

test('everything that leads elsewhere leads home', () => {
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]
  for (const asked of [...elsewhere, 'trajectories', '', null, undefined, '/api/auth/signout'])
    expect(returnPath(asked)).toBe('/')
})
