import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { submitAnonymously } from './submit'

const Input = z.object({ name: z.string(), size: z.coerce.number().max(3, 'At most 3.'), note: z.string().optional() })

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('what is wrong is said by field, and the operation is not called', async () => {
  const state = await submitAnonymously(Input, async () => expect.unreachable(), formOf({ name: '', size: '4' }))
  expect(state).toMatchObject({ kind: 'failed', fields: { name: 'This is needed.', size: 'At most 3.' } })
})

test('empty fields count as absent, and the operation gets parsed values', async () => {
  const got: unknown[] = []
  const state = await submitAnonymously(
    Input,
    async (input) => got.push(input),
    formOf({ name: 'a', size: '2', note: '' }),
  )
  expect(state.kind).toBe('done')
  expect(got).toEqual([{ name: 'a', size: 2 }])
})

test('a refusal is shown as its sentence', async () => {
  const refuse = async () => {
    throw new AppError('conflict', 'It has changed.')
  }
  expect(await submitAnonymously(Input, refuse, formOf({ name: 'a', size: '1' }))).toEqual({
    kind: 'failed',
    message: 'It has changed.',
    fields: {},
  })
})
