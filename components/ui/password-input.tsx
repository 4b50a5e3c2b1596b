'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Input, type InputProps } from './input'

/** A password that can be shown, with a word when Caps Lock is on. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'icon'>) {
  const [isShown, setShown] = useState(false)
  const [hasCapsLock, setCapsLock] = useState(false)
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const Icon = isShown ? EyeOff : Eye
  return (
    <span className="grid gap-1">
      <span className="relative flex">
        <Input {...props} type={isShown ? 'text' : 'password'} onKeyDown={watch} onKeyUp={watch} className="pr-8!" />
        <button
          type="button"
          aria-label={isShown ? 'Hide the password' : 'Show the password'}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0.5 right-0.5 grid w-7 place-items-center rounded-small text-neutral-10 hover:text-neutral-12"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </span>
      {hasCapsLock && (
        <span role="status" className="text-small text-return">
          Caps Lock is on.
        </span>
      )}
    </span>
  )
}
