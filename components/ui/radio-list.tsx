'use client'

import { type ReactNode, useId } from 'react'

export type RadioChoice<Value extends string> = {
  value: Value
  label: ReactNode
  /** One sentence on what it means. */
  hint?: ReactNode
  isDisabled?: boolean
}

export type RadioListProps<Value extends string> = {
  label: string
  choices: readonly RadioChoice<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** The chosen one takes the focus at first. */
  autoFocus?: boolean
}

/** One of a few, with a sentence on each. The browser's own radios: arrows move, and Enter sends the form. */
export function RadioList<Value extends string>({ label, choices, value, onChange, autoFocus }: RadioListProps<Value>) {
  const id = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-neutral-11">{label}</legend>
      {choices.map((choice) => (
        <div key={choice.value} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <input
            type="radio"
            id={`${id}-${choice.value}`}
            name={id}
            checked={choice.value === value}
            disabled={choice.isDisabled}
            // biome-ignore lint/a11y/noAutofocus: only where whoever opened a dialog expects the focus in it
            autoFocus={autoFocus && choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined}
            className="mt-0.5 size-4 rounded-full accent-accent-solid"
          />
          <label htmlFor={`${id}-${choice.value}`} className={choice.isDisabled ? 'text-neutral-9' : undefined}>
            {choice.label}
          </label>
          {choice.hint && (
            <p id={`${id}-${choice.value}-hint`} className="col-start-2 text-small text-neutral-10">
              {choice.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}
