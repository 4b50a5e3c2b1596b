'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MousePointerClick } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Input } from '@/components/ui/input'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import { fetchJson } from '@/lib/http/client'
import { stateWords } from '@/lib/trajectory/state'
import { TrajectoryPage } from '@/lib/trajectory/view'
import { ChooseTrajectories } from './choose-trajectories'
import { pick } from './dataset-queries'

const mostFound = 50

const foundQuery = (words: string) => ({
  queryKey: ['trajectories', 'to-pick', words],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    fetchJson(TrajectoryPage, `/api/v1/trajectories?search=${encodeURIComponent(words)}&limit=${mostFound}`, {
      signal,
    }),
  placeholderData: keepPreviousData,
})

/** Puts trajectories into a dataset by hand, whatever its filter says; key `h`. */
export function PickDialog({ id }: { id: string }) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([
    { id: 'pick', title: 'Pick trajectories by hand', group: 'Dataset', keys: 'h', run: () => setIsOpen(true) },
  ])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <MousePointerClick aria-hidden /> Pick by hand
        </Button>
      }
      title="Pick by hand"
      description="What is picked stays in the dataset whatever its filter says. Only what is approved is released."
    >
      <PickForm id={id} onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

function PickForm({ id, onDone }: { id: string; onDone: () => void }) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { data, error } = useQuery(foundQuery(useDeferredValue(words.trim())))
  const picking = useMutation(pick(useQueryClient(), id))
  return (
    <div className="grid grid-cols-1 gap-3">
      <Input
        aria-label="Search trajectories"
        placeholder="Name of a repository or author, or a commit"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {!data && !error && <Skeleton className="h-60" />}
      {data?.rows.length === 0 && (
        <p className="rounded border p-3 text-neutral-10">
          {words ? 'No trajectory has such a repository, author or commit.' : 'There are no trajectories yet.'}
        </p>
      )}
      {data && data.rows.length > 0 && (
        <ChooseTrajectories
          label="Trajectories"
          rows={data.rows}
          noteOf={({ state }) => stateWords[state]}
          chosen={chosen}
          onChange={setChosen}
        />
      )}
      {data?.next && (
        <p className="text-small text-neutral-10">
          The newest {formatCount(mostFound)} are listed; a search finds the others.
        </p>
      )}
      {(error ?? picking.error) && <ErrorPanel sentence={(error ?? picking.error)?.message} />}
      <DialogFooter className="p-0!">
        <Button onClick={onDone}>Cancel</Button>
        <Button
          tone="primary"
          isBusy={picking.isPending}
          disabled={chosen.size === 0}
          onClick={() => picking.mutate({ trajectoryIds: [...chosen], isPicked: true }, { onSuccess: onDone })}
        >
          Pick {chosen.size > 0 && formatUnit(chosen.size, 'trajectory', 'trajectories')}
        </Button>
      </DialogFooter>
    </div>
  )
}
