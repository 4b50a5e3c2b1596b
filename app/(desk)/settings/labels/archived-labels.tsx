import { LabelChip } from '@/components/review/label-chip'
import type { LabelView } from '@/lib/review/label'
import { LabelMenu } from './label-menu'

/** Labels that are offered no more; they stay on what carries them. */
export function ArchivedLabels({ labels, isEditable }: { labels: readonly LabelView[]; isEditable: boolean }) {
  return (
    <section aria-label="Archived labels" className="px-4 pt-6 pb-8">
      <h2 className="pb-2 font-semibold">Archive</h2>
      <ul className="border-t">
        {labels.map((label) => (
          <li key={label.id} className="flex h-row items-center justify-between border-b">
            <LabelChip label={label} />
            <LabelMenu label={label} isEditable={isEditable} />
          </li>
        ))}
      </ul>
    </section>
  )
}
