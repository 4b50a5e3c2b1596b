'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileUp, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { addBenchmarkFile, removeBenchmark } from './benchmark-queries'
import { benchmarksQuery } from './dataset-queries'

/** The problem files that pre-flights of all datasets look for. */
export function BenchmarkList({ mayChange }: { mayChange: boolean }) {
  const client = useQueryClient()
  const { data: benchmarks, error, refetch } = useQuery(benchmarksQuery)
  const adding = useMutation(addBenchmarkFile(client))
  const removing = useMutation(removeBenchmark(client))
  const input = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState<{ id: string; name: string }>()
  const failure = error ?? adding.error ?? removing.error
  return (
    <section aria-label="Benchmarks" className="grid gap-2 border-t pt-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-medium">Benchmarks</h2>
          <p className="text-small text-neutral-10">
            Problem files such as those of HumanEval, MBPP and LongCodeBench, a line of JSON for each problem.
            Pre-flights of all datasets find what overlaps with them; their text is not kept.
          </p>
        </div>
        {mayChange && (
          <>
            <input
              ref={input}
              type="file"
              aria-label="Problem file"
              accept=".jsonl,.json,.txt,.py"
              className="sr-only"
              tabIndex={-1}
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file) adding.mutate(file)
                target.value = ''
              }}
            />
            <Button isBusy={adding.isPending} onClick={() => input.current?.click()}>
              <FileUp aria-hidden /> Load a problem file
            </Button>
          </>
        )}
      </div>
      {failure && <ErrorPanel sentence={failure.message} onRetry={error ? () => refetch() : undefined} />}
      {benchmarks?.length === 0 && <p className="text-neutral-10">No benchmark is loaded.</p>}
      <ul>
        {benchmarks?.map(({ id, name, problems, by, createdAt }) => (
          <li key={id} className="flex h-row items-center gap-3 border-b whitespace-nowrap last:border-b-0">
            <span className="truncate font-medium" title={name}>
              {name}
            </span>
            <span className="shrink-0 text-neutral-11 tabular-nums">{formatUnit(problems, 'problem')}</span>
            <span className="ml-auto shrink-0 text-small text-neutral-10">
              {by}, <RelativeTime iso={createdAt} />
            </span>
            {mayChange && (
              <IconButton label={`Remove ${name}`} onClick={() => setAsked({ id, name })}>
                <Trash2 />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title="Remove the benchmark?"
        action="Remove"
        isDangerous
        isOpen={asked !== undefined}
        onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
        onConfirm={() => asked && removing.mutate(asked.id)}
      >
        <span className="wrap-anywhere">
          Pre-flights do not look for {asked?.name} any more, and every dataset has to be looked through again.
        </span>
      </ConfirmDialog>
    </section>
  )
}
