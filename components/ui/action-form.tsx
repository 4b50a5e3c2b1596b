'use client'

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react'
import { type FormState, idleForm } from '@/lib/http/form-state'
import { FormMessage } from './form-message'

export type ActionFormProps = {
  /** A server action, or any function that takes the form. */
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** After it worked. */
  onDone?: () => void
  /** Said after it worked. */
  done?: ReactNode
  /** Empties the fields after it worked; otherwise they keep what was typed. */
  isEmptiedWhenDone?: boolean
  className?: string
  /** The fields and the buttons, given what is wrong by field name and whether it is under way. */
  children: (form: { errors: Record<string, string>; isBusy: boolean; isDone: boolean }) => ReactNode
}

/** A form that keeps what was typed when it is refused, and shows why; it also works before scripts have loaded. */
export function ActionForm({ action, onDone, done, isEmptiedWhenDone, className, children }: ActionFormProps) {
  const formElement = useRef<HTMLFormElement>(null)
  const [state, submit, isBusy] = useActionState(async (before: FormState, form: FormData) => {
    const after = await action(before, form)
    if (after.kind === 'done') {
      if (isEmptiedWhenDone) formElement.current?.reset()
      onDone?.()
    }
    return after
  }, idleForm)
  // Whoever cannot see the form hears what is wrong where it is wrong.
  useEffect(() => {
    if (state.kind === 'failed') formElement.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [state])
  // Without this React would empty the fields after every answer.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    startTransition(() => submit(form))
  }
  const isDone = state.kind === 'done' && !isBusy
  return (
    <form ref={formElement} action={submit} onSubmit={onSubmit} className={className} noValidate>
      {children({ errors: state.kind === 'failed' ? state.fields : {}, isBusy, isDone })}
      {state.kind === 'failed' && <FormMessage tone="bad">{state.message}</FormMessage>}
      {isDone && done && <FormMessage tone="good">{done}</FormMessage>}
    </form>
  )
}
