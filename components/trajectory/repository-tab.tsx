'use client'

import { memo, useMemo } from 'react'
import { formatBytes } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { TrajectoryView } from '@/lib/trajectory/view'
import { fileHistory, filesAt } from './file-history'
import { colorOfRun } from './run-color'

export type RepositoryTabProps = { view: TrajectoryView; position: number; onGo: (position: number) => void }

/** The repository as it stands after the step at the cursor. */
export const RepositoryTab = memo(function RepositoryTab({ view, position, onGo }: RepositoryTabProps) {
  const { steps, runs, given } = view
  const history = useMemo(() => fileHistory(steps, runs, given), [steps, runs, given])
  const files = useMemo(() => filesAt(history, position).filter(({ state }) => state !== 'absent'), [history, position])
  return (
    <section aria-label="Files at this step">
      <p className="px-3 py-2 text-small text-neutral-10 tabular-nums">
        {files.length} of {history.paths.length} files after step {position + 1}
      </p>
      <ul>
        {files.map(({ path, bytes, last, runOrder }) => (
          <li key={path}>
            <button
              type="button"
              data-ring="inside"
              disabled={!last}
              onClick={() => last && onGo(last.position)}
              className="flex h-6.5 w-full items-center gap-2 px-3 text-left hover:bg-neutral-3"
            >
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-full bg-neutral-7"
                style={runOrder === undefined ? undefined : { background: colorOfRun(runOrder) }}
              />
              <PathText path={path} />
              <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">
                {last ? formatBytes(bytes) : 'given'}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
})
