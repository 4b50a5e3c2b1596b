'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FilterField } from '@/components/trajectory/list/filter-field'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import type { FormState } from '@/lib/http/form-state'
import { priorities, priorityWords, type QueueView } from '@/lib/review/queue'
import { type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'

type Action = (state: FormState, form: FormData) => Promise<FormState>

export type QueueFormProps = {
  /** The one that is changed; a new one is made without. */
  queue?: QueueView
  /** What a new one takes in at first: the list that it is made from. */
  initialFilter?: TrajectoryFilter
  people: readonly { id: string; name: string }[]
  save: Action
}

const hundred = 100
const drafts = { filter: { state: ['draft' as const] }, word: 'drafts' }

/** All that there is to say about a queue. */
export function QueueForm({ queue, initialFilter, people, save }: QueueFormProps) {
  const router = useRouter()
  const [isBlind, setBlind] = useState(queue?.isBlind ?? false)
  const [isForMembers, setForMembers] = useState(queue?.isForMembers ?? false)
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(queue?.members))
  const [filter, setFilter] = useState<TrajectoryFilter>(queue?.filter ?? initialFilter ?? {})
  const toggle = (id: string) => {
    const next = new Set(members)
    if (!next.delete(id)) next.add(id)
    setMembers(next)
  }
  return (
    <ActionForm action={save} onDone={() => router.push('/review/queues')} className="grid max-w-wide-dialog gap-4">
      {({ errors, isBusy }) => (
        <>
          {queue && <input type="hidden" name="id" value={queue.id} />}
          <Field label="Name" error={errors.name}>
            <Input name="name" defaultValue={queue?.name} required autoComplete="off" />
          </Field>
          <input type="hidden" name="filter" value={toSearchParams(filter).toString()} />
          <FilterField filter={filter} onChange={setFilter} assumed={drafts} error={errors.filter} />
          <div className="grid grid-cols-2 items-start gap-4 md:grid-cols-4">
            <Field label="Order">
              <Select
                name="priority"
                defaultValue={queue?.priority ?? 'oldest'}
                choices={priorities.map((value) => ({ value, label: priorityWords[value] }))}
              />
            </Field>
            <Field label="Share, %" error={errors.share} hint="Of what the list holds">
              <Input
                name="share"
                type="number"
                min={0.1}
                max={100}
                step="any"
                defaultValue={(queue?.share ?? 1) * hundred}
              />
            </Field>
            <Field label="Reviewers of each" error={errors.overlap}>
              <Input name="overlap" type="number" min={1} max={20} defaultValue={queue?.overlap ?? 1} />
            </Field>
            <Field label="Time for each, min" error={errors.leaseMinutes} hint="Without a sign of life">
              <Input name="leaseMinutes" type="number" min={1} max={480} defaultValue={queue?.leaseMinutes ?? 20} />
            </Field>
          </div>
          <div className="grid items-start gap-4 md:grid-cols-2">
            <div>
              <Switch
                label="Blind: nobody sees what others say before their own verdict"
                checked={isBlind}
                onChange={setBlind}
              />
              <input type="hidden" name="isBlind" value={String(isBlind)} />
            </div>
            <Field label="Gold samples, %" error={errors.goldShare} hint="How much of the work has a known verdict">
              <Input
                name="goldShare"
                type="number"
                min={0}
                max={50}
                step="any"
                defaultValue={(queue?.goldShare ?? 0) * hundred}
              />
            </Field>
          </div>
          <fieldset className="grid gap-1">
            <legend className="pb-1 font-medium text-neutral-11">Reviewers</legend>
            <Switch label="Only chosen people" checked={isForMembers} onChange={setForMembers} />
            <input type="hidden" name="isForMembers" value={String(isForMembers)} />
            <input type="hidden" name="members" value={[...members].join(',')} />
            {isForMembers && (
              <div className="grid max-h-60 gap-x-4 overflow-y-auto pl-1 md:grid-cols-2">
                {people.map(({ id, name }) => (
                  <Checkbox key={id} label={name} checked={members.has(id)} onChange={() => toggle(id)} />
                ))}
              </div>
            )}
          </fieldset>
          <Field
            label="Guidelines"
            error={errors.guidelines}
            hint="Markdown, shown beside the work. A change is a new version, and reviewers are told."
          >
            <Textarea name="guidelines" rows={10} defaultValue={queue?.guidelines} />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => router.push('/review/queues')}>Cancel</Button>
            <Button type="submit" tone="primary" isBusy={isBusy}>
              {queue ? 'Save' : 'Make the queue'}
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  )
}
