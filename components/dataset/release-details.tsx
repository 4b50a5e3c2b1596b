import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import type { DeltaRow } from '@/lib/dataset/delta'
import { formats } from '@/lib/dataset/formats/catalog'
import type { Release } from '@/lib/dataset/release'
import { filesWords, tokenizerWords } from './format-words'

/** How a release was written, split by split. */
export function ReleaseFacts({ format, settings, files, tokens }: Release) {
  const shards = (files ?? []).filter((file) => file.split)
  const bySplit = [...Map.groupBy(shards, (file) => file.split ?? '')]
  const facts: [string, string][] = [
    ['Format', `${format}, ${formats[format].title.replace(/^[^:]*: /, '')}`],
    ['Loss mask', formats[format].mask.how],
    ['Files', filesWords(format, settings)],
    ...(formats[format].isTokenized ? [['Tokenizer', tokenizerWords[settings.tokenizer]] as [string, string]] : []),
    ...(tokens === null ? [] : [['Tokens', `${formatUnit(tokens, 'token')} under Llama 3`] as [string, string]]),
    ...bySplit.map(([split, found]): [string, string] => [
      `Split ${split}`,
      `${formatUnit(
        found.reduce((sum, { rows = 0 }) => sum + rows, 0),
        'row',
      )}, ${formatBytes(found.reduce((sum, { bytes }) => sum + bytes, 0))}`,
    ]),
  ]
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-neutral-10">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const tones = { added: 'good', changed: 'warning', removed: 'bad' } as const

/** What changed against an earlier release. */
export function DeltaTable({ rows }: { rows: readonly DeltaRow[] }) {
  if (rows.length === 0)
    return <p className="text-neutral-10">Both hold the same trajectories at the same revisions.</p>
  return (
    <table aria-label="Difference" className="w-full table-fixed text-left">
      <tbody>
        {rows.map(({ change, trajectory, variant, repository, revision, before }) => (
          <tr key={`${trajectory}${variant}`} className="hover:bg-neutral-3">
            <td className="h-7 w-26 pl-2">
              <Badge tone={tones[change]}>{change}</Badge>
            </td>
            <td className="truncate pr-4">
              <Link
                href={`/trajectories/${trajectory}`}
                prefetch={false}
                title={repository}
                className="rounded-small hover:underline"
              >
                {repository}
              </Link>
              {variant && <span className="text-neutral-10"> {variant}</span>}
            </td>
            <td className="w-50 pr-2 text-right text-neutral-10 tabular-nums">
              {before === null ? '–' : `revision ${before}`} → {revision === null ? '–' : `revision ${revision}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
