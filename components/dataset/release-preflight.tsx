import Link from 'next/link'
import { formatCount } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { CheckName, checkWords, Decision } from '@/lib/dataset/preflight/finding'
import type { Release } from '@/lib/dataset/release'

const decidedWords: Record<Decision, string> = {
  keep: 'kept',
  mask: 'masked',
  drop: 'dropped with the trajectory',
  drop_repository: 'dropped with the repository',
}

/** What was looked for before a release, and what people decided; what went out unchecked says that nobody looked. */
export function ReleasePreflight({ release: { dataset, preflight, masked } }: { release: Release }) {
  if (!preflight || !dataset)
    return (
      <p className="text-neutral-10">
        It went out unchecked: nobody looked for secrets, licences or duplicates in it. Export the same with a
        pre-flight to have that done.
      </p>
    )
  const lines = Object.entries(preflight.findings)
  return (
    <div className="grid gap-1">
      <p className="text-neutral-11">
        {dataset.name === null ? (
          <Link href={`/datasets/${dataset.id}/preflight`} className="rounded-small text-accent-text">
            Looked through
          </Link>
        ) : (
          <>
            Of{' '}
            <Link href={`/datasets/${dataset.id}`} className="rounded-small text-accent-text">
              {dataset.name}
            </Link>
            , looked through
          </>
        )}{' '}
        <RelativeTime iso={preflight.checked_at} />.{' '}
        {lines.length === 0
          ? 'Nothing was found.'
          : 'What was found was decided about by people; decisions.jsonl lists it.'}
      </p>
      {lines.length > 0 && (
        <ul>
          {lines.map(([check, counts]) => (
            <li key={check} className="flex gap-2 tabular-nums">
              <span className="w-44 text-neutral-10">{checkWords[CheckName.parse(check)]}</span>
              {Object.entries(counts)
                .map(([decision, count]) => `${formatCount(count)} ${decidedWords[Decision.parse(decision)]}`)
                .join(', ')}
            </li>
          ))}
        </ul>
      )}
      {masked > 0 && (
        <p className="text-return">
          {masked === 1
            ? '1 of the documents is masked: its text is not what was judged, and does not replay.'
            : `${formatCount(masked)} of the documents are masked: their text is not what was judged, and does not replay.`}
        </p>
      )}
    </div>
  )
}
