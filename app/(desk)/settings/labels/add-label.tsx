'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useCommands } from '@/components/ui/use-commands'
import { LabelForm } from './label-form'

export function AddLabel() {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([{ id: 'add label', title: 'Add a label', keys: 'c', run: () => setIsOpen(true) }])
  return (
    <Dialog
      title="Add a label"
      size="wide"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <Plus aria-hidden /> Add a label
        </Button>
      }
    >
      <LabelForm onDone={() => setIsOpen(false)} />
    </Dialog>
  )
}
