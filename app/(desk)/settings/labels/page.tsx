import { Tags } from 'lucide-react'
import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { hasRole } from '@/lib/auth/actor'
import { pageActor } from '@/lib/auth/session'
import { listLabels } from '@/lib/review/list-labels'
import { AddLabel } from './add-label'
import { AdoptStarters } from './adopt-starters'
import { ArchivedLabels } from './archived-labels'
import { LabelTable } from './label-table'
import { StarterPreview } from './starter-preview'

export const metadata: Metadata = { title: 'Labels' }

export default async function LabelsPage() {
  const actor = await pageActor('/settings/labels')
  const isEditable = hasRole(actor, 'admin')
  const labels = await listLabels(actor, {})
  const inUse = labels.filter(({ isArchived }) => !isArchived)
  const archived = labels.filter(({ isArchived }) => isArchived)
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Labels' }]} />
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-4 px-4">
        <p className="text-neutral-10">
          What reviewers say about trajectories and their parts. An edit is a new version: what was labelled before
          keeps its words.
        </p>
        {isEditable && labels.length > 0 && <AddLabel />}
      </div>
      {inUse.length > 0 && <LabelTable labels={inUse} isEditable={isEditable} />}
      {labels.length === 0 && (
        <EmptyState
          icon={<Tags />}
          title="There are no labels yet"
          className="border-y py-10!"
          action={
            isEditable && (
              <div className="flex flex-wrap justify-center gap-2">
                <AdoptStarters />
                <AddLabel />
              </div>
            )
          }
        >
          {isEditable
            ? 'Begin with a set for reconstructed thoughts and change it later, or make your own.'
            : 'An administrator can add some. Comments can be written without.'}
        </EmptyState>
      )}
      {labels.length === 0 && <StarterPreview />}
      {archived.length > 0 && <ArchivedLabels labels={archived} isEditable={isEditable} />}
    </>
  )
}
