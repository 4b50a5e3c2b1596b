'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Settings2, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { Segments } from '@/components/ui/segments'
import { Switch } from '@/components/ui/switch'
import type { Destination } from '@/lib/dataset/push/destination'
import { removeDestination, saveDestination } from './push-queries'

const kinds = [
  { value: 'hub', label: 'Hugging Face Hub' },
  { value: 's3', label: 'S3' },
] as const

/** The places that releases are pushed to: those there are, and a new one. */
export function DestinationDialog({ destinations }: { destinations: readonly Destination[] }) {
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const removing = useMutation(removeDestination(client))
  const [asked, setAsked] = useState<{ id: string; name: string }>()
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="quiet">
          <Settings2 aria-hidden /> Destinations
        </Button>
      }
      title="Destinations"
      description="Tokens and keys are kept encrypted, and are never shown again."
    >
      <div className="grid grid-cols-1 gap-4">
        {destinations.length > 0 && (
          <ul aria-label="Destinations">
            {destinations.map(({ id, name, place }) => (
              <li key={id} className="flex h-row items-center gap-3 border-b last:border-b-0">
                <span className="max-w-1/2 shrink-0 truncate font-medium" title={name}>
                  {name}
                </span>
                <span className="truncate text-neutral-10" title={wordsOf(place)}>
                  {wordsOf(place)}
                </span>
                <IconButton className="ml-auto" label={`Remove ${name}`} onClick={() => setAsked({ id, name })}>
                  <Trash2 />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        {removing.error && <ErrorPanel sentence={removing.error.message} />}
        <NewDestinationForm />
        <ConfirmDialog
          title="Remove the destination?"
          action="Remove"
          isDangerous
          isOpen={asked !== undefined}
          onOpenChange={(nowOpen) => !nowOpen && setAsked(undefined)}
          onConfirm={() => asked && removing.mutate(asked.id)}
        >
          <span className="wrap-anywhere">
            Nothing is pushed to {asked?.name} any more, and its key is forgotten. What was pushed stays there.
          </span>
        </ConfirmDialog>
      </div>
    </Dialog>
  )
}

function wordsOf(place: Destination['place']): string {
  return place.kind === 'hub' ? place.repository : `${place.bucket}/${place.prefix}`
}

function NewDestinationForm() {
  const saving = useMutation(saveDestination(useQueryClient()))
  const [kind, setKind] = useState<'hub' | 's3'>('hub')
  const [isPrivate, setPrivate] = useState(true)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const entries = [...new FormData(form)].filter(([, value]) => value !== '')
    const { name, secret, ...place } = Object.fromEntries(entries)
    const details = kind === 'hub' ? { ...place, isPrivate } : place
    saving.mutate({ name, secret, place: { kind, ...details } }, { onSuccess: () => form.reset() })
  }
  return (
    <form onSubmit={send} className="grid gap-3 border-t pt-3">
      <h3 className="font-medium">A new destination</h3>
      <Segments label="Kind" segments={kinds} value={kind} onChange={setKind} className="justify-self-start" />
      <Field label="Name">
        <Input name="name" required autoComplete="off" />
      </Field>
      {kind === 'hub' ? (
        <>
          <Field label="Repository" hint="Of datasets, as owner/name; it is made when there is none.">
            <Input name="repository" required placeholder="owner/name" autoComplete="off" />
          </Field>
          <Field label="Endpoint" hint="Empty for huggingface.co.">
            <Input name="endpoint" type="url" placeholder="https://huggingface.co" autoComplete="off" />
          </Field>
          <Switch label="Private" checked={isPrivate} onChange={setPrivate} />
        </>
      ) : (
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label="Bucket">
            <Input name="bucket" required autoComplete="off" />
          </Field>
          <Field label="Prefix">
            <Input name="prefix" autoComplete="off" />
          </Field>
          <Field label="Endpoint" hint="Empty for Amazon's own.">
            <Input name="endpoint" type="url" autoComplete="off" />
          </Field>
          <Field label="Region">
            <Input name="region" placeholder="us-east-1" autoComplete="off" />
          </Field>
          <Field label="Access key id">
            <Input name="accessKeyId" required autoComplete="off" />
          </Field>
        </div>
      )}
      <Field label={kind === 'hub' ? 'Token' : 'Secret access key'}>
        <PasswordInput name="secret" required autoComplete="off" />
      </Field>
      {saving.error && <ErrorPanel sentence={saving.error.message} />}
      <DialogFooter className="p-0!">
        <Button type="submit" tone="primary" isBusy={saving.isPending}>
          Add the destination
        </Button>
      </DialogFooter>
    </form>
  )
}
