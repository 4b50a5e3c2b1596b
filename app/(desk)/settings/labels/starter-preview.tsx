import { LabelChip } from '@/components/review/label-chip'
import { starterLabels } from '@/lib/review/starter-labels'
import { kindWords, scopeWords } from './label-words'

/** What the starter set has, before it is adopted. */
export function StarterPreview() {
  return (
    <section aria-label="The starter set" className="px-4 pt-6 pb-8">
      <h2 className="pb-2 font-semibold">The starter set</h2>
      <ul className="border-t">
        {starterLabels.map((label) => (
          <li key={label.name} className="flex min-h-row items-center gap-3 border-b py-1">
            <span className="w-36 shrink-0">
              <LabelChip label={label} />
            </span>
            <span className="w-24 shrink-0 text-neutral-10">{kindWords(label.kind)}</span>
            <span className="w-44 shrink-0 text-neutral-10">{scopeWords(label.scopes)}</span>
            <span className="min-w-0 text-neutral-10">{label.description}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
