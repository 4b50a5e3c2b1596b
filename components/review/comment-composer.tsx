'use client'

import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useDraft } from '@/components/outbox/use-draft'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import type { Person } from '@/lib/review/comment'
import { mentionAt, mentionsIn } from '@/lib/review/mention'

export type CommentComposerProps = {
  /** Under which the unsent text is kept. */
  draftKey: string
  initial?: string
  people: readonly Person[]
  /** The verb on the button. */
  action: string
  label?: string
  autoFocus?: boolean
  onSubmit: (words: { text: string; mentions: string[] }) => void
  onCancel?: () => void
}

const mostShown = 6

/** Words with mentions: `@` offers people, arrows choose, Enter takes; mod+Enter sends. What is not sent is kept. */
export function CommentComposer(props: CommentComposerProps) {
  const { draftKey, initial = '', people, action, label = 'Comment', autoFocus, onSubmit, onCancel } = props
  const [text, setText] = useDraft(draftKey, initial)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [isDismissed, setIsDismissed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const typed = isDismissed ? undefined : mentionAt(text, caret)
  const found = typed ? peopleLike(people, typed.query) : []
  const current = found[Math.min(chosen, found.length - 1)]
  const isEmpty = text.trim() === ''
  const send = () => {
    if (isEmpty) return
    onSubmit({ text: text.trim(), mentions: mentionsIn(text, people).map(({ id }) => id) })
    setText(initial)
  }
  const take = (person: Person) => {
    if (!typed) return
    const before = `${text.slice(0, typed.start)}@${person.name} `
    setText(before + text.slice(caret))
    setCaret(before.length)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(before.length, before.length)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      return send()
    }
    if (!current) return
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % found.length)
    else if (event.key === 'ArrowUp') setChosen((chosen + found.length - 1) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(current)
    else if (event.key === 'Escape') setIsDismissed(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        send()
      }}
    >
      <div className="relative">
        <Textarea
          ref={field}
          aria-label={label}
          rows={3}
          maxLength={10_000}
          autoFocus={autoFocus}
          placeholder="Markdown; @ mentions a person"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setCaret(event.target.selectionStart)
            setChosen(0)
            setIsDismissed(false)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <div
          id={listId}
          role="listbox"
          aria-label="People"
          hidden={found.length === 0}
          className="absolute top-full left-0 z-10 mt-1 min-w-48 rounded border border-neutral-6 bg-neutral-1 p-1 shadow-overlay dark:bg-neutral-2"
        >
          {found.map((person) => (
            <div
              key={person.id}
              id={`${listId}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === current}
              onMouseDown={(event) => {
                event.preventDefault()
                take(person)
              }}
              className="flex h-control items-center rounded-small px-2 aria-selected:bg-neutral-4"
            >
              {person.name}
            </div>
          ))}
        </div>
      </div>
      <div className="flex items-center justify-end gap-2">
        {onCancel && (
          <Button tone="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" tone="primary" disabled={isEmpty}>
          {action} <Kbd keys="mod+enter" />
        </Button>
      </div>
    </form>
  )
}

/** Whose name, or a word of it, begins with what was typed. */
function peopleLike(people: readonly Person[], query: string): Person[] {
  const wanted = query.toLowerCase()
  return people
    .filter(({ name }) => {
      const lower = name.toLowerCase()
      // The name is complete: nothing is left to choose.
      if (lower === wanted.trimEnd() && query.endsWith(' ')) return false
      return lower.startsWith(wanted) || lower.split(' ').some((word) => word.startsWith(wanted))
    })
    .slice(0, mostShown)
}
