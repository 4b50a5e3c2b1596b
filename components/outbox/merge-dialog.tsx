'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { type RadioChoice, RadioList } from '@/components/ui/radio-list'
import { Textarea } from '@/components/ui/textarea'
import type { Entry } from './entry'
import { type MergeField, mergeFields, versionOf, wordsOf } from './merge-fields'

export type MergeDialogProps = {
  entry: Entry
  onClose: () => void
  onChoose: (choice: { values: Record<string, unknown>; version: number }) => void
  onDiscard: () => void
}

type Choice = 'mine' | 'theirs' | 'edit'

const ofTwo: readonly RadioChoice<Choice>[] = [
  { value: 'mine', label: 'Keep mine' },
  { value: 'theirs', label: 'Take what is saved' },
]
const writeNew: RadioChoice<Choice> = { value: 'edit', label: 'Write it from both' }

/** Both versions of what two people, or one person in two places, changed at the same time, side by side. */
export function MergeDialog({ entry, onClose, onChoose, onDiscard }: MergeDialogProps) {
  const fields = mergeFields(entry)
  const version = versionOf(entry.theirs)
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const [edited, setEdited] = useState<Record<string, string>>({})
  const choiceOf = (name: string) => choices[name] ?? 'mine'
  const isAllTheirs = fields.every(({ name }) => choiceOf(name) === 'theirs')
  const save = () => {
    if (isAllTheirs || version === undefined) onDiscard()
    else onChoose({ values: Object.fromEntries(fields.map((field) => [field.name, chosenValue(field)])), version })
    onClose()
  }
  const chosenValue = ({ name, mine, theirs }: MergeField) => {
    const choice = choiceOf(name)
    if (choice === 'edit') return edited[name] ?? bothWords(mine, theirs)
    return choice === 'mine' ? mine : theirs
  }
  return (
    <Dialog
      isOpen
      size="wide"
      onOpenChange={onClose}
      title="Changed in two places"
      description={`${entry.title}: somebody saved another version while yours was on its way. Nothing is overwritten until you choose.`}
    >
      <div className="grid gap-5">
        {fields.map((field) => (
          <section key={field.name} aria-label={field.label} className="grid gap-2">
            <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
              <Version title={`${field.label}: yours`} value={field.mine} isChosen={choiceOf(field.name) === 'mine'} />
              <Version
                title={`${field.label}: as it is saved`}
                value={field.theirs}
                isChosen={choiceOf(field.name) === 'theirs'}
              />
            </div>
            <RadioList<Choice>
              label={`What becomes of ${field.label.toLowerCase()}`}
              value={choiceOf(field.name)}
              onChange={(choice) => setChoices({ ...choices, [field.name]: choice })}
              choices={typeof field.mine === 'string' ? [...ofTwo, writeNew] : ofTwo}
            />
            {choiceOf(field.name) === 'edit' && (
              <Textarea
                aria-label={`${field.label}, from both`}
                rows={5}
                autoFocus
                value={edited[field.name] ?? bothWords(field.mine, field.theirs)}
                onChange={(event) => setEdited({ ...edited, [field.name]: event.target.value })}
              />
            )}
          </section>
        ))}
        {fields.length === 0 && <p className="text-neutral-10">Both say the same by now.</p>}
      </div>
      <DialogFooter className="pb-0!">
        <Button tone="quiet" onClick={onClose}>
          Decide later
        </Button>
        <Button tone="primary" onClick={save}>
          {isAllTheirs ? 'Keep what is saved' : 'Save the choice'}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function bothWords(mine: unknown, theirs: unknown): string {
  return `${wordsOf(mine)}\n\n${wordsOf(theirs)}`
}

function Version({ title, value, isChosen }: { title: string; value: unknown; isChosen: boolean }) {
  return (
    <div className={`grid content-start gap-1 rounded border p-3 ${isChosen ? 'border-accent' : ''}`}>
      <h3 className="text-small font-medium text-neutral-10">{title}</h3>
      <p className="max-h-48 overflow-y-auto whitespace-pre-wrap wrap-anywhere">{wordsOf(value)}</p>
    </div>
  )
}
