import { expect, test } from 'vitest'
import { isPermitted, toPolicy } from './licence-policy'

const policy = toPolicy(['MIT', 'Apache-2.0', 'BSD-3-Clause'])

test.each([
  ['MIT', true],
  ['mit', true],
  ['GPL-3.0-only', false],
  ['GPL-3.0-only OR MIT', true],
  ['GPL-3.0-only AND MIT', false],
  ['(MIT OR GPL-2.0-only) AND Apache-2.0', true],
  ['MIT AND (GPL-2.0-only OR LGPL-2.1-only)', false],
  ['MIT OR GPL-2.0-only AND LGPL-2.1-only', true],
  ['Apache-2.0 WITH LLVM-exception', true],
  ['GPL-2.0-only WITH Classpath-exception-2.0', false],
  ['', false],
  ['MIT OR', false],
  ['(MIT', false],
  ['MIT)', false],
])('%s is permitted: %s', (expression, expected) => {
  expect(isPermitted(expression, policy)).toBe(expected)
})
