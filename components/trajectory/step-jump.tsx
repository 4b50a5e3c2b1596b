'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { useCommands } from '@/components/ui/use-commands'

/** Asks for the number of a step, as people write it: from 1. */
export function StepJump({ count, onJump }: { count: number; onJump: (index: number) => void }) {
  const [text, setText] = useState<string>()
  useCommands([{ id: 'jump', title: 'Go to a step by its number', group: 'Replay', keys: ':', run: () => setText('') }])
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
