import { Plug } from 'lucide-react'
import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listEndpoints } from '@/lib/llm/list-endpoints'
import { AddEndpoint } from './add-endpoint'
import { EmbeddedModels } from './embedded-models'
import { EndpointTable } from './endpoint-table'

export const metadata: Metadata = { title: 'Models' }

export default async function ModelsPage() {
  const actor = await pageActor('/settings/models')
  const isEditable = hasRole(actor, 'admin')
  const endpoints = await listEndpoints(actor, {})
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Models' }]} />
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-4 px-4">
        <p className="text-neutral-10">
          Servers that speak the OpenAI chat protocol, as authors of thoughts. Keys are kept encrypted.
        </p>
        {isEditable && <AddEndpoint />}
      </div>
      {endpoints.length > 0 ? (
        <EndpointTable endpoints={endpoints} isEditable={isEditable} />
      ) : (
        <EmptyState icon={<Plug />} title="No model is connected" className="border-y py-10!">
          {isEditable
            ? 'Add an endpoint, and a model of yours can be the author. Until then the embedded author writes.'
            : 'An administrator can connect one. Until then the embedded author writes.'}
        </EmptyState>
      )}
      <EmbeddedModels />
    </>
  )
}
