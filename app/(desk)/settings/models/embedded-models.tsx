import { FlaskConical } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { contextPolicy } from '@/lib/likelihood/context'
import { modelVersion } from '@/lib/likelihood/embedded-model'
import { embeddedAuthor } from '@/lib/synthesis/embedded-author'

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

/** The pair that is always there, and what it is not for. */
export function EmbeddedModels() {
  return (
    <section className="grid max-w-wide-dialog gap-3 p-4">
      <h2 className="font-semibold">Embedded</h2>
      <p className="flex gap-2.5 rounded border border-neutral-6 bg-neutral-2 p-3 text-neutral-11">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-neutral-10" />
        The embedded pair is for trying, testing and continuous integration. Do not judge the method, or train on what
        is released, by its numbers: they are marked as embedded wherever they show.
      </p>
      <ul className="border-t">
        {models.map((model) => (
          <li key={model.role} className="grid gap-1 border-b py-3">
            <div className="flex flex-wrap items-center gap-2">
              <h3 className="font-semibold">{model.name}</h3>
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
    </section>
  )
}
