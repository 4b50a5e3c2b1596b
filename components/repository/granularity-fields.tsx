import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioList } from '@/components/ui/radio-list'
import type { SynthesisChoice } from './synthesis-choice'
import { settingsOf } from './synthesis-choice'
import { WindowPreviewLine } from './window-preview-line'

type Props = { snapshotId: string; choice: SynthesisChoice; onChange: (part: Partial<SynthesisChoice>) => void }

/** Whether there is one trajectory or one for each window, and how large windows are. */
export function GranularityFields({ snapshotId, choice, onChange }: Props) {
  return (
    <div className="grid gap-2">
      <RadioList
        label="How much is one trajectory"
        value={choice.granularity}
        onChange={(granularity) => onChange({ granularity })}
        choices={[
          { value: 'per-repository', label: 'The whole repository' },
          {
            value: 'per-module',
            label: 'A window of it',
            hint: 'Files that use each other, as many as fit; what they use of other windows exists already.',
          },
        ]}
      />
      {choice.granularity === 'per-module' && (
        <div className="grid grid-cols-2 items-end gap-3">
          <Field label="Tokens of a window">
            <Input
              type="number"
              required
              min={8192}
              max={1 << 20}
              value={choice.windowTokens}
              onChange={(event) => onChange({ windowTokens: event.target.value })}
            />
          </Field>
          <WindowPreviewLine snapshotId={snapshotId} settings={settingsOf(choice)} />
        </div>
      )}
    </div>
  )
}
