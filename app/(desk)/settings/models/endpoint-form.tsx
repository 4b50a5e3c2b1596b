'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import type { AnyEndpointView, EndpointKind } from '@/lib/llm/endpoint'
import { addEndpointAction, updateEndpointAction } from './actions'

type Entry = { name: keyof AnyEndpointView; label: string; hint?: string; fallback?: string }

const places: Entry[] = [
  { name: 'name', label: 'Name', hint: 'How people and commands call it.' },
  { name: 'model', label: 'Model', hint: 'As the server calls it.' },
]
const sampling: Entry[] = [
  { name: 'temperature', label: 'Temperature', hint: 'Empty: the server’s.' },
  { name: 'topP', label: 'Top p', hint: 'Empty: the server’s.' },
  { name: 'maxTokens', label: 'Tokens per answer', hint: 'With its reasoning.', fallback: '4096' },
]
const context: Entry = {
  name: 'contextTokens',
  label: 'Tokens of context',
  hint: 'Prompt and answer.',
  fallback: '32768',
}
const limits: Entry[] = [
  { name: 'concurrency', label: 'Calls at once', hint: 'Over all workers.', fallback: '4' },
  { name: 'requestsPerMinute', label: 'Calls per minute', hint: 'Empty: no limit.' },
  { name: 'tokensPerMinute', label: 'Tokens per minute', hint: 'Empty: no limit.' },
  { name: 'timeoutMs', label: 'Time limit', hint: 'In seconds.', fallback: '120' },
]
const prices: Entry[] = [
  { name: 'inputPrice', label: 'Input', fallback: '0' },
  { name: 'cachedPrice', label: 'Cached input', hint: 'Empty: as input.' },
  { name: 'outputPrice', label: 'Output', fallback: '0' },
]

type Props = { kind: EndpointKind; endpoint?: AnyEndpointView; onDone: () => void }

/** All settings of an endpoint: a new one, or one that is changed. Of a key only whether there is one ever comes here. */
export function EndpointForm({ kind, endpoint, onDone }: Props) {
  const writes = kind === 'openai-compatible'
  return (
    <ActionForm action={endpoint ? updateEndpointAction : addEndpointAction} onDone={onDone} className="grid gap-4">
      {({ errors, isBusy }) => {
        const group = { endpoint, errors }
        return (
          <>
            {endpoint ? (
              <input type="hidden" name="id" value={endpoint.id} />
            ) : (
              <input type="hidden" name="kind" value={kind} />
            )}
            <div className="grid gap-3 sm:grid-cols-2">
              <Entries {...group} entries={places} />
              <Field label="Address" hint="Up to the version, such as https://host/v1." error={errors.baseUrl}>
                <Input
                  name="baseUrl"
                  type="url"
                  defaultValue={endpoint?.baseUrl}
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
              <KeyField {...group} />
            </div>
            {writes && (
              <Group title="Answers" className="sm:grid-cols-4">
                <Entries {...group} entries={[...sampling, context]} />
                <Switch
                  name="usesSeed"
                  label="Send a seed, so that answers can be had again"
                  defaultChecked={endpoint?.usesSeed ?? true}
                  className="sm:col-span-4"
                />
              </Group>
            )}
            <Group title="Limits" className="sm:grid-cols-4">
              <Entries {...group} entries={writes ? limits : [{ ...context, hint: 'The longest text.' }, ...limits]} />
            </Group>
            <Group title="Price in dollars per million tokens" className="sm:grid-cols-4">
              <Entries {...group} entries={prices} />
            </Group>
            <DialogFooter className="pb-0!">
              <DialogClose>
                <Button>Cancel</Button>
              </DialogClose>
              <Button type="submit" tone="primary" isBusy={isBusy}>
                {endpoint ? 'Save' : 'Add'}
              </Button>
            </DialogFooter>
          </>
        )
      }}
    </ActionForm>
  )
}

type GroupProps = { endpoint?: AnyEndpointView; errors: Record<string, string> }

function Group({ title, className, children }: { title: string; className: string; children: React.ReactNode }) {
  return (
    <fieldset className="grid gap-2 border-t pt-3">
      <legend className="sr-only">{title}</legend>
      <p aria-hidden className="text-small text-neutral-10">
        {title}
      </p>
      <div className={`grid grid-cols-2 items-start gap-3 ${className}`}>{children}</div>
    </fieldset>
  )
}

function Entries({ entries, endpoint, errors }: GroupProps & { entries: Entry[] }) {
  return entries.map(({ name, label, hint, fallback }) => (
    <Field key={name} label={label} hint={hint} error={errors[name]}>
      <Input name={name} autoComplete="off" defaultValue={textOf(endpoint, name) ?? fallback} />
    </Field>
  ))
}

function textOf(endpoint: AnyEndpointView | undefined, name: keyof AnyEndpointView): string | undefined {
  const value = endpoint?.[name] ?? undefined
  if (value === undefined) return endpoint ? '' : undefined
  return String(name === 'timeoutMs' ? Number(value) / 1000 : value)
}

function KeyField({ endpoint, errors }: GroupProps) {
  const hint = endpoint?.hasKey
    ? 'There is one. Empty keeps it.'
    : 'Kept encrypted, and never shown again. Empty for none.'
  return (
    <>
      <Field label="Key" hint={hint} error={errors.key}>
        <Input name="key" type="password" autoComplete="new-password" spellCheck={false} />
      </Field>
      {endpoint?.hasKey && <Switch name="isKeyRemoved" label="Remove the key" className="sm:col-start-2" />}
    </>
  )
}
