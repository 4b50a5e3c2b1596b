'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Sparkles } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Adoption } from '@/components/optimize/candidate-details'
import { OptimizeDialog } from '@/components/optimize/optimize-dialog'
import { adoptThoughts, type HeatKey } from '@/components/optimize/queries'
import type { SearchScope } from '@/components/optimize/search-choice'
import { ThoughtDialog } from '@/components/optimize/thought-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { showToast } from '@/components/ui/toast'
import { useCommands } from '@/components/ui/use-commands'
import type { StepEntry, StepView, TrajectoryView } from '@/lib/trajectory/view'
import { markedPassage } from './marked-passage'
import { requestOptimization } from './queries'
import { useRail } from './use-rail'

export type ThoughtToolsProps = {
  view: TrajectoryView
  /** Where the cursor is, and its content; of the step before while that is on its way. */
  entry: StepEntry | undefined
  step: StepView | undefined
  mayReview: boolean
  /** Why nothing can be changed now, as a sentence. */
  whyNot: string | undefined
}

export type ThoughtTools = {
  /** Asks how to search the whole trajectory. */
  optimize: () => void
  adoption: Adoption | undefined
  /** Buttons for the thought at the cursor. */
  actions: ReactNode
  /** Where the surprise of its file is known from. */
  heat: HeatKey | undefined
  dialog: ReactNode
}

const group = 'Trajectory'

type Asked = { scope: SearchScope; passage?: string } | 'edit'

/** What a person can do with the thoughts of a trajectory: search better ones, adopt a candidate, write their own. */
export function useThoughtTools({ view, entry, step, mayReview, whyNot }: ThoughtToolsProps): ThoughtTools {
  const { id, runs, revision, author } = view
  const client = useQueryClient()
  const request = useMutation(requestOptimization(client, id, revision.number))
  const adopt = useMutation(adoptThoughts(client, id))
  const [asked, setAsked] = useState<Asked>()
  const { choose } = useRail()
  const optimize = useCallback(() => setAsked({ scope: 'trajectory' }), [])
  const close = () => {
    request.reset()
    setAsked(undefined)
  }
  const thought = entry?.kind === 'think' ? entry : undefined
  const text = step && step.id === thought?.id ? step.text : undefined
  const run = runs.find((candidate) => candidate.id === entry?.runId)
  const place = run?.role === 'sub' ? { stepId: thought?.id, runId: run.id, path: run.path } : undefined

  /** What is marked of the thought, the thought, or the run that the cursor is in; in the main run all there is. */
  const optimizeHere = () => {
    if (!place) return optimize()
    const marked = markedPassage((stepId) => (stepId === thought?.id ? (text ?? undefined) : undefined))
    setAsked({ scope: thought ? 'step' : 'run', passage: marked })
  }
  const here = { id: 'optimize-here', title: 'Optimize from here', group, keys: 'r', run: optimizeHere }
  const all = { id: 'optimize', title: 'Optimize all thoughts', group, keys: 'R', run: optimize }
  const edit = { id: 'edit-thought', title: 'Edit this thought', group, keys: 't', run: () => setAsked('edit') }
  useCommands(whyNot ? [] : [here, all, ...(thought ? [edit] : [])])

  const hot = text === undefined ? undefined : step?.searches.findLast(({ hasHeat }) => hasHeat)
  const hotSearch = hot?.optimizationId
  const hotStep = thought?.id
  const heat = useMemo(
    () => (hotSearch && hotStep ? { trajectoryId: id, optimizationId: hotSearch, stepId: hotStep } : undefined),
    [id, hotSearch, hotStep],
  )
  const onAdopt = (thoughtId: string) => {
    if (!thought) return
    adopt.mutate(
      { revision: revision.number, choices: [{ stepId: thought.id, thoughtId }] },
      { onError: ({ message }) => showToast({ tone: 'bad', title: message }) },
    )
  }
  return {
    optimize,
    heat,
    adoption: mayReview ? { onAdopt, whyNotAdopt: whyNot, isAdopting: adopt.isPending } : undefined,
    actions: thought && mayReview && (
      <span className="-mr-2 flex shrink-0">
        <IconButton label={edit.title} keys={edit.keys} disabled={whyNot !== undefined} onClick={edit.run}>
          <Pencil />
        </IconButton>
        {place && (
          <IconButton
            label="Optimize this thought"
            keys={here.keys}
            disabled={whyNot !== undefined}
            // The selection stays where it is when the button is pressed.
            onMouseDown={(event) => event.preventDefault()}
            onClick={here.run}
          >
            <Sparkles />
          </IconButton>
        )}
      </span>
    ),
    dialog:
      asked === 'edit' && thought && text !== undefined ? (
        <ThoughtDialog id={id} revision={revision.number} stepId={thought.id} text={text ?? ''} onClose={close} />
      ) : asked && asked !== 'edit' ? (
        <OptimizeDialog
          title="Optimize the thoughts"
          author={`its own author, ${author}`}
          place={place}
          scope={asked.scope}
          passage={asked.passage}
          request={request}
          onStarted={() => choose('candidates')}
          onClose={close}
        />
      ) : null,
  }
}
