'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Switch } from '@/components/ui/switch'
import type { ReviewPolicy } from '@/lib/review/policy'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { Judgement } from '@/lib/trajectory/view'
import { savePolicyAction } from './actions'

const verbs = { approve: 'To approve', reject: 'To reject', return: 'To return' } as const

export function PolicyForm({ policy, mayChange }: { policy: ReviewPolicy; mayChange: boolean }) {
  const [needReason, setNeedReason] = useState<readonly string[]>(policy.needReason)
  const [verifiers, setVerifiers] = useState<readonly string[]>(policy.verifiers)
  const [allowsSelfReview, setSelfReview] = useState(policy.allowsSelfReview)
  const toggled = (values: readonly string[], value: string) =>
    values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return (
    <ActionForm action={savePolicyAction} done="Saved. It holds for verdicts from now on." className="grid gap-4">
      {({ isBusy }) => (
        <>
          <h2 className="text-title font-semibold">Policy</h2>
          <input type="hidden" name="needReason" value={needReason.join(',')} />
          <input type="hidden" name="verifiers" value={verifiers.join(',')} />
          <input type="hidden" name="allowsSelfReview" value={String(allowsSelfReview)} />
          <fieldset disabled={!mayChange} className="grid gap-0.5">
            <legend className="pb-1 font-medium text-neutral-11">A reason is needed</legend>
            {Judgement.options.map((judgement) => (
              <Checkbox
                key={judgement}
                label={verbs[judgement]}
                disabled={!mayChange}
                checked={needReason.includes(judgement)}
                onChange={() => setNeedReason(toggled(needReason, judgement))}
              />
            ))}
          </fieldset>
          <fieldset disabled={!mayChange} className="grid gap-0.5">
            <legend className="pb-1 font-medium text-neutral-11">Has to hold before a revision can be approved</legend>
            {verifierNames.map((name) => (
              <Checkbox
                key={name}
                label={name}
                disabled={!mayChange}
                checked={verifiers.includes(name)}
                onChange={() => setVerifiers(toggled(verifiers, name))}
              />
            ))}
          </fieldset>
          <Switch
            label="People may judge what they have changed themselves"
            disabled={!mayChange}
            checked={allowsSelfReview}
            onChange={setSelfReview}
          />
          {mayChange ? (
            <div>
              <Button type="submit" tone="primary" isBusy={isBusy}>
                Save
              </Button>
            </div>
          ) : (
            <p className="text-neutral-10">Only administrators change it.</p>
          )}
        </>
      )}
    </ActionForm>
  )
}
