'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { LabelFields, LabelValue } from '@/lib/review/label'

export type ValueInputProps = {
  label: Pick<LabelFields, 'name' | 'kind' | 'options'>
  value: LabelValue | undefined
  onChange: (value: LabelValue) => void
  autoFocus?: boolean
}

/** The value of a label by its kind: buttons for few choices, a field for words. */
export function ValueInput({ label, value, onChange, autoFocus }: ValueInputProps) {
  const { kind, name, options } = label
  if (kind === 'text') return <WordsInput {...{ label, value, onChange, autoFocus }} />
  const choices: readonly LabelValue[] =
    kind === 'category'
      ? options.choices
      : kind === 'rating'
        ? Array.from({ length: options.high - options.low + 1 }, (_, index) => options.low + index)
        : [true, false]
  return (
    <fieldset aria-label={name} className="flex flex-wrap gap-1">
      {choices.map((choice, index) => (
        <Button
          key={String(choice)}
          autoFocus={autoFocus && index === 0}
          aria-pressed={value === choice}
          className={value === choice ? 'border-accent! bg-accent-soft!' : undefined}
          onClick={() => onChange(choice)}
        >
          {choice === true ? 'Yes' : choice === false ? 'No' : String(choice)}
        </Button>
      ))}
    </fieldset>
  )
}

function WordsInput({ label, value, onChange, autoFocus }: ValueInputProps) {
  const [words, setWords] = useState(typeof value === 'string' ? value : '')
  const isEmpty = words.trim() === ''
  return (
    <form
      className="flex grow gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!isEmpty) onChange(words.trim())
      }}
    >
      <Input
        aria-label={label.name}
        maxLength={2000}
        autoFocus={autoFocus}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        className="min-w-48 grow"
      />
      <Button type="submit" disabled={isEmpty}>
        Give
      </Button>
    </form>
  )
}
