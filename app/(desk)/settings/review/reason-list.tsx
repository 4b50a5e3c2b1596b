'use client'

import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil } from 'lucide-react'
import { startTransition, useState } from 'react'
import { ActionForm } from '@/components/ui/action-form'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { showToast } from '@/components/ui/toast'
import { idleForm } from '@/lib/http/form-state'
import type { VerdictReason } from '@/lib/review/policy'
import type { Judgement } from '@/lib/trajectory/view'
import { addReasonAction, changeReasonAction } from './actions'

const titles: Record<Judgement, string> = { approve: 'To approve', reject: 'To reject', return: 'To return' }

export type ReasonListProps = { judgement: Judgement; reasons: readonly VerdictReason[]; mayChange: boolean }

/** The reasons of one judgement: reworded in place, moved, archived and brought back. */
export function ReasonList({ judgement, reasons, mayChange }: ReasonListProps) {
  const offered = reasons.filter(({ isArchived }) => !isArchived)
  return (
    <section aria-label={titles[judgement]} className="grid gap-1">
      <h3 className="font-medium text-neutral-11">{titles[judgement]}</h3>
      <ul className="border-t">
        {reasons.map((reason) => (
          <ReasonRow
            key={reason.id}
            reason={reason}
            mayChange={mayChange}
            isFirst={reason.id === offered[0]?.id}
            isLast={reason.id === offered.at(-1)?.id}
          />
        ))}
      </ul>
      {mayChange && (
        <ActionForm action={addReasonAction} isEmptiedWhenDone className="flex flex-wrap items-center gap-2 pt-1">
          {({ isBusy }) => (
            <>
              <input type="hidden" name="judgement" value={judgement} />
              <Input
                name="text"
                aria-label={`New reason ${titles[judgement].toLowerCase()}`}
                placeholder="New reason"
                className="max-w-form grow"
                maxLength={200}
                required
              />
              <Button type="submit" isBusy={isBusy}>
                Add
              </Button>
            </>
          )}
        </ActionForm>
      )}
    </section>
  )
}

type RowProps = { reason: VerdictReason; mayChange: boolean; isFirst: boolean; isLast: boolean }

function ReasonRow({ reason: { id, text, isArchived }, mayChange, isFirst, isLast }: RowProps) {
  const [isEditing, setEditing] = useState(false)
  const change = (fields: Record<string, string>) =>
    startTransition(async () => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ id, ...fields })) form.set(name, value)
      const state = await changeReasonAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: 'That was not saved', description: state.message })
    })
  if (isEditing)
    return (
      <li className="border-b py-0.5">
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            change({ text: String(new FormData(event.currentTarget).get('text') ?? '') })
            setEditing(false)
          }}
          onKeyDown={(event) => event.key === 'Escape' && setEditing(false)}
        >
          <Input name="text" aria-label="Reason" defaultValue={text} maxLength={200} required autoFocus />
          <Button type="submit">Save</Button>
        </form>
      </li>
    )
  return (
    <li className="flex min-h-row items-center gap-1 border-b">
      <span className={isArchived ? 'grow text-neutral-10' : 'grow'}>{text}</span>
      {isArchived && <Badge>archived</Badge>}
      {mayChange && !isArchived && (
        <>
          <IconButton label={`Move up: ${text}`} disabled={isFirst} onClick={() => change({ move: 'up' })}>
            <ArrowUp />
          </IconButton>
          <IconButton label={`Move down: ${text}`} disabled={isLast} onClick={() => change({ move: 'down' })}>
            <ArrowDown />
          </IconButton>
          <IconButton label={`Reword: ${text}`} onClick={() => setEditing(true)}>
            <Pencil />
          </IconButton>
        </>
      )}
      {mayChange && (
        <IconButton
          label={`${isArchived ? 'Offer again' : 'Archive'}: ${text}`}
          onClick={() => change({ isArchived: String(!isArchived) })}
        >
          {isArchived ? <ArchiveRestore /> : <Archive />}
        </IconButton>
      )}
    </li>
  )
}
