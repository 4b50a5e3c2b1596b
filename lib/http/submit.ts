import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import type { FormState } from './form-state'

/**
 * A form action from an operation, for `useActionState`. Fields are strings; empty ones count as absent. Everything
 * that is not an `AppError` is logged once, here.
 */
export async function submit<Input extends z.ZodType, Output>(
  Input: Input,
  operation: (actor: Actor, input: z.infer<Input>) => Promise<Output>,
  form: FormData,
): Promise<FormState> {
  return submitAs(currentActor, Input, operation, form)
}

/** As `submit`, for forms of people who are not signed in. */
export async function submitAnonymously<Input extends z.ZodType, Output>(
  Input: Input,
  operation: (input: z.infer<Input>) => Promise<Output>,
  form: FormData,
): Promise<FormState> {
  return submitAs(
    async () => undefined,
    Input,
    (_, input) => operation(input),
    form,
  )
}

async function submitAs<Input extends z.ZodType, Caller>(
  whoAsks: () => Promise<Caller>,
  Input: Input,
  operation: (caller: Caller, input: z.infer<Input>) => Promise<unknown>,
  form: FormData,
): Promise<FormState> {
  try {
    const caller = await whoAsks()
    const values = readForm(form)
    const parsed = Input.safeParse(values)
    if (!parsed.success)
      return { kind: 'failed', message: 'Some fields need another look.', fields: toFields(parsed.error, values) }
    await operation(caller, parsed.data)
    return { kind: 'done', at: Date.now() }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof AppError) return { kind: 'failed', message: error.message, fields: {} }
    console.error('form', error)
    return { kind: 'failed', message: 'Something went wrong.', fields: {} }
  }
}

function readForm(form: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...form].filter(([name, value]) => value !== '' && !name.startsWith('$')))
}

function toFields(error: z.ZodError, values: Record<string, FormDataEntryValue>): Record<string, string> {
  const problems = error.issues.map(({ path, message }): [string, string] => {
    const name = String(path[0] ?? '')
    return [name, name in values ? message : 'This is needed.']
  })
  return Object.fromEntries(problems)
}
