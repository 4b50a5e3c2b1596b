import Link from 'next/link'
import { Field } from '@/components/ui/field'
import { type Choice, Select } from '@/components/ui/select'
import { embeddedAuthor } from './synthesis-choice'
import type { ModelAuthor } from './synthesis-queries'

type Props = {
  /** Undefined while they load. */
  models: readonly ModelAuthor[] | undefined
  value: string
  onChange: (author: string) => void
}

/** Who writes the thoughts: the embedded author or a connected model. */
export function AuthorField({ models, value, onChange }: Props) {
  const embedded = { value: embeddedAuthor, label: 'Embedded author', hint: 'Needs no model, costs nothing.' }
  const known = models ?? (value === embeddedAuthor ? [] : [{ name: value, model: '', host: '', capabilities: null }])
  const hint =
    models?.length === 0 ? (
      <>
        No model is connected.{' '}
        <Link href="/settings/models" className="rounded-small text-accent-text hover:underline">
          Connect one
        </Link>
      </>
    ) : undefined
  return (
    <Field label="Author" hint={hint}>
      <Select choices={[embedded, ...known.map(choiceOf)]} value={value} onChange={onChange} />
    </Field>
  )
}

function choiceOf({ name, model, host, capabilities }: ModelAuthor): Choice {
  const hint = model && `${model} at ${host}${capabilities?.works === false ? '; its last test failed' : ''}`
  return { value: name, label: <Short text={name} />, hint: hint && <Short text={hint} /> }
}

function Short({ text }: { text: string }) {
  return (
    <span className="block max-w-90 truncate" title={text}>
      {text}
    </span>
  )
}
