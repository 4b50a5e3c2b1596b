'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type Command, useCommands } from '@/components/ui/use-commands'
import { useFinder } from '@/components/ui/use-finders'
import type { StepEntry } from '@/lib/trajectory/view'
import { matchesOutline } from './outline-rows'
import { nameOfStep } from './step-icon'

export type StepJumpProps = { steps: readonly StepEntry[]; onJump: (index: number) => void }

const mostFound = 8

/** Goes to a step by its number, as people write it: from 1; the palette also finds steps by what they are about. */
export function StepJump({ steps, onJump }: StepJumpProps) {
  const count = steps.length
  const [text, setText] = useState<string>()
  useCommands([{ id: 'jump', title: 'Go to a step by its number', group: 'Replay', keys: ':', run: () => setText('') }])
  useFinder((words) => stepsFor(words, steps).map(({ position }) => stepCommand(steps, position, onJump)))
  if (text === undefined) return null
  const number = Number(text)
  const isStep = Number.isInteger(number) && number >= 1 && number <= count
  return (
    <Dialog title="Go to step" isOpen onOpenChange={() => setText(undefined)}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isStep) return
          setText(undefined)
          onJump(number - 1)
        }}
      >
        <Input
          autoFocus
          inputMode="numeric"
          aria-label={`Number of the step, 1 to ${count}`}
          placeholder={`1 to ${count}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {text !== '' && !isStep && <p className="text-small text-reject">There are the steps 1 to {count}.</p>}
        <Button type="submit" tone="primary" className="justify-self-end" disabled={!isStep}>
          Go
        </Button>
      </form>
    </Dialog>
  )
}

/** The step of that number, or the first of those with the words in their path, tool or kind. */
function stepsFor(words: string, steps: readonly StepEntry[]): StepEntry[] {
  const byNumber = /^\d+$/.test(words) ? steps[Number(words) - 1] : undefined
  if (byNumber) return [byNumber]
  const found: StepEntry[] = []
  for (const step of steps) {
    if (found.length === mostFound) break
    if (matchesOutline(step, words)) found.push(step)
  }
  return found
}

function stepCommand(steps: readonly StepEntry[], position: number, onJump: (index: number) => void): Command {
  const step = steps[position]
  const title = `Step ${position + 1}${step ? `: ${nameOfStep(step)}` : ''}${step?.path ? ` ${step.path}` : ''}`
  return { id: `step-${position}`, title, group: 'Steps', run: () => onJump(position) }
}
