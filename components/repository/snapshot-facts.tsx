import type { ReactNode } from 'react'
import { formatBytes, formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { LicenceCount, Snapshot } from '@/lib/repository/repository'
import { CommitText } from './commit-text'
import { LanguagesBar } from './languages-bar'
import { LicenceText } from './repository-table'

/** What is known of a snapshot, in one strip. */
export function SnapshotFacts({ snapshot, licences }: { snapshot: Snapshot; licences: readonly LicenceCount[] }) {
  const { commit, ref, license, fileCount, includedCount, includedBytes, dependencyCount, cycles, languages } = snapshot
  return (
    <div className="flex flex-wrap items-center gap-x-10 gap-y-3 px-4 pb-3">
      <dl className="flex flex-wrap gap-x-7 gap-y-2">
        <Fact name="Commit">
          <CommitText commit={commit} />
          {ref && <span className="text-neutral-10"> {ref}</span>}
        </Fact>
        <Fact name="Licence">
          <LicenceText license={license} /> <OtherLicences license={license} licences={licences} />
        </Fact>
        <Fact name="Included files">
          {formatCount(includedCount)} <span className="text-neutral-10">of {formatCount(fileCount)}</span>
        </Fact>
        <Fact name="Included size">{formatBytes(includedBytes)}</Fact>
        <Fact name="Dependencies">{formatCount(dependencyCount)}</Fact>
        <Fact name="Cycles">
          {cycles.length === 0 ? (
            <span className="text-neutral-10">none</span>
          ) : (
            <span className="text-reject">{formatUnit(cycles.length, 'cycle')}</span>
          )}
        </Fact>
        <Fact name="Imported">
          <RelativeTime iso={snapshot.createdAt} />
        </Fact>
      </dl>
      <div className="min-w-0 grow basis-80">
        <LanguagesBar languages={languages} hasLegend />
      </div>
    </div>
  )
}

/** How many files state another licence themselves than the repository's, or a part of it. */
function OtherLicences({ license, licences }: { license: string | null; licences: readonly LicenceCount[] }) {
  const parts = license?.split(/\s+(?:AND|OR)\s+/) ?? []
  const others = licences.filter((other) => other.license !== license && !parts.includes(other.license))
  const count = others.reduce((sum, { files }) => sum + files, 0)
  if (count === 0) return null
  const listed = others.map((other) => `${other.license}: ${formatUnit(other.files, 'file')}`).join('\n')
  return (
    <span title={listed} className="text-return">
      {formatUnit(count, 'file states', 'files state')} {others.length === 1 ? others[0]?.license : 'others'}
    </span>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid">
      <dt className="text-small text-neutral-10">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
