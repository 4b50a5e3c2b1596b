'use client'

import { memo, useDeferredValue, useMemo } from 'react'
import { z } from 'zod'
import { Segments } from '@/components/ui/segments'
import { Switch } from '@/components/ui/switch'
import { changeAddress, useAddress } from '@/components/ui/use-address'
import { useRemembered } from '@/components/ui/use-remembered'
import type { TrajectoryView } from '@/lib/trajectory/view'
import { ChangedFiles } from './compare/changed-files'
import { type FileHistory, filesAt } from './file/file-history'
import { shownFile } from './file/shown-file'
import { indexOfPosition } from './navigation'
import { RepositoryTree } from './repository-tree'

export type RepositoryTabProps = {
  view: TrajectoryView
  history: FileHistory
  position: number
  onGo: (position: number) => void
}

const Shown = z.enum(['folders', 'runs'])
const IsOn = z.boolean()
const views = [
  { value: 'folders', label: 'By folder', hint: 'The repository as it stands after this step' },
  { value: 'runs', label: 'By run', hint: 'What each run changes' },
] as const

const open = (path: string) => changeAddress({ file: path, lines: undefined })

/** The repository as it stands after the step at the cursor: by folder, or by the runs that change it. */
export const RepositoryTab = memo(function RepositoryTab({ view, history, position, onGo }: RepositoryTabProps) {
  const [shown, setShown] = useRemembered('files.view', Shown, 'folders')
  const [isAllShown, setIsAllShown] = useRemembered('files.all', IsOn, true)
  const [chosen] = useAddress('file')
  const at = useDeferredValue(position)
  const files = useMemo(() => filesAt(history, at), [history, at])
  const there = useMemo(() => files.filter(({ state }) => state !== 'absent'), [files])
  const { runs, steps } = view
  return (
    <section aria-label="Files at this step" className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 border-b px-3 py-1">
        <Segments label="Order of the files" segments={views} value={shown} onChange={setShown} />
        <span className="text-small text-neutral-10 tabular-nums">
          {there.length} of {files.length} files after step {at + 1}
        </span>
        {shown === 'folders' && (
          <Switch
            label={<span className="text-small">Not yet written</span>}
            checked={isAllShown}
            onChange={setIsAllShown}
            className="ml-auto"
          />
        )}
      </header>
      {shown === 'folders' ? (
        <RepositoryTree
          files={isAllShown ? files : there}
          runs={runs}
          selected={chosen ?? shownFile(steps, indexOfPosition(steps, at))?.step.path ?? null}
          at={at}
          onOpen={open}
          onGo={onGo}
        />
      ) : (
        <ChangedFiles history={history} runs={runs} position={at} onOpen={open} onGo={onGo} />
      )}
    </section>
  )
})
