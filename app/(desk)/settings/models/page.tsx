import { FlaskConical } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { pageActor } from '@/lib/auth/session'
import { contextPolicy } from '@/lib/likelihood/context'
import { modelVersion } from '@/lib/likelihood/embedded-model'
import { embeddedAuthor } from '@/lib/synthesis/embedded-author'

export const metadata: Metadata = { title: 'Models' }

const models = [
  {
    role: 'Author',
    name: 'Embedded author',
    version: embeddedAuthor.fingerprint,
    text: 'Writes thoughts from what the parsers know: outlines, dependencies, doc comments and names. It is deterministic, needs no network and no weights, and never quotes the code.',
  },
  {
    role: 'Scorer',
    name: 'Embedded scorer',
    version: `embedded:${modelVersion}:${contextPolicy}`,
    text: 'An adaptive context-mixing byte model. It gives a true probability for every byte of the code, and learns only from the text before it. Its nats compare thoughts with each other, not with those of a language model.',
  },
]

export default async function ModelsPage() {
  await pageActor('/settings/models')
  return (
    <div className="grid max-w-wide-dialog gap-4 p-4">
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Models' }]} />
      <p className="flex gap-2.5 rounded border border-neutral-6 bg-neutral-2 p-3 text-neutral-11">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-neutral-10" />
        The embedded pair is for trying, testing and continuous integration. Do not judge the method, or train on what
        is released, by its numbers: they are marked as embedded wherever they show.
      </p>
      <ul className="border-t">
        {models.map((model) => (
          <li key={model.role} className="grid gap-1 border-b py-3">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="font-semibold">{model.name}</h2>
              <Badge>{model.role}</Badge>
              <Badge tone="accent">In use</Badge>
              <code className="ml-auto font-mono text-small text-neutral-10" title="Fingerprint">
                {model.version}
              </code>
            </div>
            <p className="max-w-prose text-neutral-11">{model.text}</p>
          </li>
        ))}
      </ul>
      <section className="grid gap-1">
        <h2 className="font-semibold">Connecting a model of yours</h2>
        <p className="max-w-prose text-neutral-10">
          This version does not connect models yet. A later one takes any OpenAI-compatible chat endpoint as author, and
          vLLM, SGLang, TGI or another server that echoes log-probabilities as scorer. What is here now stays: scores of
          different scorers are kept apart by their fingerprint.
        </p>
      </section>
    </div>
  )
}
