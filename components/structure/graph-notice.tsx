'use client'

import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { filtersShowing, hiddenSubjects } from './filters'
import type { GraphModel } from './graph-model'
import { type GraphView, mostHops } from './graph-view'
import { pathWords } from './path-words'
import type { FoundPath } from './shown-files'
import type { ChangeView } from './use-graph-view'
import * as steps from './view-steps'

export type GraphNoticeProps = {
  model: GraphModel
  view: GraphView
  path: FoundPath
  /** How many boxes there would be if not so many were folded up. */
  foldedFrom: number | undefined
  visibleCount: number
  change: ChangeView
}

/** Says when less than everything is shown, and how to change that. */
export function GraphNotice({ model, view, path, foldedFrom, visibleCount, change }: GraphNoticeProps) {
  const whole = (
    <Button tone="quiet" className="h-6!" title="Show the whole graph (A)" onClick={() => change(steps.showWhole)}>
      Show all
    </Button>
  )
  const hidden = hiddenSubjects(model, view)
  if (hidden.length > 0)
    return (
      <Strip>
        The filters hide <PathText path={hidden[0] ?? ''} />
        {hidden[1] !== undefined && (
          <>
            and <PathText path={hidden[1]} />
          </>
        )}
        <Button
          tone="quiet"
          className="h-6!"
          onClick={() => change((now) => ({ hidden: filtersShowing(model, now.hidden, hidden) }))}
        >
          {hidden.length > 1 ? 'Show them' : 'Show it'}
        </Button>
        {(view.pathTo ?? view.focus) !== null && whole}
      </Strip>
    )
  if (view.pathTo !== null)
    return (
      <Strip>
        <span>{pathWords(path, view.hidden)}</span>
        <PathText path={view.pathFrom ?? ''} />
        <span aria-hidden>→</span>
        <PathText path={view.pathTo} />
        <Button tone="quiet" className="h-6!" onClick={() => change({ pathFrom: view.pathTo, pathTo: view.pathFrom })}>
          Turn round
        </Button>
        {whole}
      </Strip>
    )
  if (view.pathFrom !== null)
    return (
      <Strip>
        A path from <PathText path={view.pathFrom} /> to … choose a file, then press P or the button Path.
        <Button tone="quiet" className="h-6!" onClick={() => change({ pathFrom: null })}>
          Cancel
        </Button>
      </Strip>
    )
  if (view.cycle !== null)
    return (
      <Strip>
        Only the ring around <PathText path={view.cycle} />
        {whole}
      </Strip>
    )
  if (view.focus !== null)
    return (
      <Strip>
        <PathText path={view.focus} /> and what is at most {formatUnit(view.hops, 'hop')} away
        <IconButton
          label="One hop fewer"
          keys="["
          className="size-6!"
          disabled={view.hops === 1}
          onClick={() => change((now) => steps.changeHops(now, -1))}
        >
          <Minus />
        </IconButton>
        <IconButton
          label="One hop more"
          keys="]"
          className="size-6!"
          disabled={view.hops === mostHops}
          onClick={() => change((now) => steps.changeHops(now, 1))}
        >
          <Plus />
        </IconButton>
        {whole}
      </Strip>
    )
  if (foldedFrom !== undefined)
    return (
      <Strip>
        Some folders are folded up: {formatCount(visibleCount)} boxes instead of {formatCount(foldedFrom)}.
        {view.form !== 'matrix' && (
          <Button tone="quiet" className="h-6!" onClick={() => change({ isUnlimited: true })}>
            Show all {formatCount(foldedFrom)}
          </Button>
        )}
      </Strip>
    )
  return null
}

/** In little room it has more lines, rather than that a path has no room at all. */
function Strip({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-1.5 overflow-hidden border-b bg-neutral-2 px-4 py-0.5 text-neutral-11"
    >
      {children}
    </div>
  )
}
