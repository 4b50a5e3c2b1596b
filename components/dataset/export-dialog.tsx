'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { bulkCountQuery } from '@/components/trajectory/list/list-queries'
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { useCommands } from '@/components/ui/use-commands'
import type { BulkRequest } from '@/lib/bulk/bulk'
import type { TrajectoryRow } from '@/lib/trajectory/view'
import { ChooseTrajectories, LeftOut } from './choose-trajectories'
import { countLeftOut, whyNotExported } from './export-readiness'
import { firstDraft, settingsOf } from './format-draft'
import { FormatSettings } from './format-settings'
import { SamplePreview } from './sample-preview'
import { unmaskedExport } from './unmasked-words'

export type ExportDialogProps = {
  submit: ActionFormProps['action']
  /** The trajectories there are, newest first. */
  rows: readonly TrajectoryRow[]
  /** Whether there are more than `rows`. */
  isPartial: boolean
}

const everything: BulkRequest = { filter: {}, action: { kind: 'export', format: 'text' } }
/** In the menu of samples. */
const mostOffered = 50
const scopes = [
  { value: 'all', label: 'Everything that is approved' },
  { value: 'chosen', label: 'Only some of it' },
] as const

/** A button that asks what to export; key `n`. */
export function ExportDialog(props: ExportDialogProps) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([{ id: 'export', title: 'New export', group: 'Exports', keys: 'n', run: () => setIsOpen(true) }])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="primary">
          <Plus aria-hidden /> New export
        </Button>
      }
      title="New export"
      size="wide"
      description="The approved trajectories are looked through, frozen at their newest revision, and written as files with a manifest."
    >
      <ExportForm {...props} onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}

function ExportForm({ submit, rows, isPartial, onDone }: ExportDialogProps & { onDone: () => void }) {
  const [scope, setScope] = useState<'all' | 'chosen'>('all')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [draft, setDraft] = useState(firstDraft)
  const [sample, setSample] = useState<string>()
  const [isUnchecked, setUnchecked] = useState(false)
  const ready = rows.filter((row) => whyNotExported(row) === undefined)
  const { data: counted } = useQuery({ ...bulkCountQuery(everything), enabled: isPartial })
  const all = isPartial ? counted : { applies: ready.length, leftOut: countLeftOut(rows) }
  const count = scope === 'all' ? all?.applies : chosen.size
  return (
    <ActionForm action={submit} onDone={onDone} className="grid grid-cols-1 gap-3">
      {({ isBusy }) => (
        <>
          <FormatSettings draft={draft} onChange={setDraft} />
          <input type="hidden" name="settings" value={JSON.stringify(settingsOf(draft))} />
          <Field label="What">
            <Select choices={scopes} value={scope} onChange={setScope} />
          </Field>
          {scope === 'chosen' && (
            <>
              <ChooseTrajectories
                label="Approved trajectories"
                rows={ready}
                noteOf={({ head }) => `revision ${head?.number}`}
                chosen={chosen}
                onChange={setChosen}
              />
              <input type="hidden" name="trajectoryIds" value={JSON.stringify([...chosen])} />
            </>
          )}
          <div className="grid gap-0.5">
            <p className="font-medium tabular-nums">
              {scope === 'chosen' && count === 0
                ? 'Nothing is chosen yet.'
                : count === undefined
                  ? 'Counting …'
                  : `${formatUnit(count, 'trajectory', 'trajectories')} will be exported.`}
            </p>
            {scope === 'all' && all && <LeftOut counts={all.leftOut} />}
            {scope === 'chosen' && isPartial && (
              <p className="text-small text-neutral-10">
                The newest {formatCount(rows.length)} are listed; the list of trajectories exports any selection.
              </p>
            )}
          </div>
          {ready.length > 0 && (
            <Field label="Preview">
              <Select
                placeholder="Choose a trajectory to see it as the trainer will"
                choices={ready
                  .slice(0, mostOffered)
                  .map(({ id, repositoryName }) => ({ value: id, label: repositoryName }))}
                value={sample}
                onChange={setSample}
              />
            </Field>
          )}
          {sample && (
            <>
              {!isUnchecked && <p className="text-small text-return">{unmaskedExport}</p>}
              <SamplePreview
                trajectoryId={sample}
                format={draft.format}
                settings={settingsOf(draft)}
                // Of packs, what they are made of.
                trajectoryIds={scope === 'chosen' && draft.format === 'packed' ? [...chosen] : undefined}
              />
            </>
          )}
          <div className="grid gap-0.5">
            <Switch label="Without a pre-flight" checked={isUnchecked} onChange={setUnchecked} />
            <input type="hidden" name="isUnchecked" value={String(isUnchecked)} />
            <p className={isUnchecked ? 'text-small text-return' : 'text-small text-neutral-10'}>
              {isUnchecked
                ? 'Nobody looks for secrets, personal data, licences or duplicates. The card, the manifest and the audit trail say that it went out unchecked.'
                : 'When nothing is found the files are written at once. What is found waits here for a decision.'}
            </p>
          </div>
          <DialogFooter className="p-0!">
            <Button onClick={onDone}>Cancel</Button>
            <Button type="submit" tone={isUnchecked ? 'danger' : 'primary'} isBusy={isBusy} disabled={!count}>
              {isUnchecked ? 'Export unchecked' : 'Export'}
            </Button>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
