import { Gauge, Plug } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listEndpoints, listScorers } from '@/lib/llm/list-endpoints'
import { AddEndpoint } from './add-endpoint'
import { EmbeddedModels } from './embedded-models'
import { EndpointTable } from './endpoint-table'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage() {
  const actor = await pageActor('/settings/models')
  const isEditable = hasRole(actor, 'admin')
  const [endpoints, scorers] = await Promise.all([listEndpoints(actor, {}), listScorers(actor, {})])
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Models' }]} />
      <Section
        title="Authors"
        text="Servers that speak the OpenAI chat protocol, as authors of thoughts. Keys are kept encrypted."
        action={isEditable && <AddEndpoint kind="openai-compatible" />}
      >
        {endpoints.length > 0 ? (
          <EndpointTable label="Model endpoints" endpoints={endpoints} isEditable={isEditable} />
        ) : (
          <EmptyState icon={<Plug />} title="No model is connected" className="border-y py-10!">
            {isEditable
              ? 'Add an endpoint, and a model of yours can be the author. Until then the embedded author writes.'
              : 'An administrator can connect one. Until then the embedded author writes.'}
          </EmptyState>
        )}
      </Section>
      <Section
        title="Scorers"
        text="Servers that tell how likely the true code is after a thought: vLLM, SGLang, TGI, or any with echo."
        action={isEditable && <AddEndpoint kind="scorer" />}
      >
        {scorers.length > 0 ? (
          <EndpointTable label="Scorers" endpoints={scorers} isEditable={isEditable} />
        ) : (
          <EmptyState icon={<Gauge />} title="No scorer is connected" className="border-y py-10!">
            {isEditable
              ? 'Add one, and searches can measure with a model of yours. Until then the embedded scorer measures.'
              : 'An administrator can connect one. Until then the embedded scorer measures.'}
          </EmptyState>
        )}
      </Section>
      <EmbeddedModels />
    </>
  )
}

type SectionProps = { title: string; text: string; action: ReactNode; children: ReactNode }

function Section({ title, text, action, children }: SectionProps) {
  return (
    <section aria-label={title} className="grid shrink-0 grid-cols-1">
      <div className="flex min-h-13 items-center justify-between gap-4 px-4">
        <p className="text-neutral-10">
          <span className="mr-2 font-semibold text-neutral-12">{title}</span>
          {text}
        </p>
        {action}
      </div>
      {children}
    </section>
  )
}
