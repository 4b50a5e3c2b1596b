'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount } from '@/components/ui/number-format'
import { type Decision, decisions, decisionWords, type RuleCount } from '@/lib/dataset/preflight/finding'
import { decide, type FindingChoice } from './dataset-queries'

export type RuleActionsProps = {
  id: string
  rule: RuleCount
  state: FindingChoice['state']
  canMask: boolean
  onDone: () => void
}

/** Decides about all that a rule found and nobody has decided about, or takes all of it back. */
export function RuleActions({ id, rule, state, canMask, onDone }: RuleActionsProps) {
  const deciding = useMutation(decide(useQueryClient(), id))
  const [asked, setAsked] = useState<Decision>()
  const count = state === 'decided' ? rule.decided : rule.open
  if (state === 'all' || count < 2) return null
  const decideAll = (decision: Decision | null) =>
    deciding.mutate({ decision, rule: { check: rule.check, rule: rule.rule } }, { onSuccess: onDone })
  const isBusy = (decision: Decision | null) => deciding.isPending && deciding.variables.decision === decision
  return (
    <div className="grid gap-2 border-b bg-neutral-2 px-4 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-neutral-11 tabular-nums">All {formatCount(count)} of this rule:</span>
        {state === 'decided' ? (
          <Button isBusy={isBusy(null)} onClick={() => decideAll(null)}>
            Take back
          </Button>
        ) : (
          decisions
            .filter((decision) => decision !== 'mask' || canMask)
            .map((decision) => (
              <Button
                key={decision}
                isBusy={isBusy(decision)}
                disabled={deciding.isPending}
                onClick={() => (isDrop(decision) ? setAsked(decision) : decideAll(decision))}
              >
                {decisionWords[decision]}
              </Button>
            ))
        )}
      </div>
      {deciding.error && <ErrorPanel sentence={deciding.error.message} />}
      <ConfirmDialog
        title={`Drop the ${asked === 'drop_repository' ? 'repositories' : 'trajectories'} of ${formatCount(count)} findings?`}
        action="Drop"
        isDangerous
        isOpen={asked !== undefined}
        onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
        onConfirm={() => asked && decideAll(asked)}
      >
        Every {asked === 'drop_repository' ? 'repository' : 'trajectory'} with one of these findings stays out of the
        dataset until that is taken back.
      </ConfirmDialog>
    </div>
  )
}

function isDrop(decision: Decision): boolean {
  return decision === 'drop' || decision === 'drop_repository'
}
