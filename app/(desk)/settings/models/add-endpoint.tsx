'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Tooltip } from '@/components/ui/tooltip'
import { useCommands } from '@/components/ui/use-commands'
import { EndpointForm } from './endpoint-form'

export function AddEndpoint() {
  const [isOpen, setOpen] = useState(false)
  useCommands([{ id: 'add endpoint', title: 'Add a model endpoint', keys: 'c', run: () => setOpen(true) }])
  return (
    <>
      <Tooltip label="Add an endpoint" keys="c">
        <Button tone="primary" onClick={() => setOpen(true)}>
          <Plus aria-hidden />
          Add an endpoint
        </Button>
      </Tooltip>
      <Dialog
        title="Add an endpoint"
        description="Any server that speaks the OpenAI chat protocol."
        size="wide"
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <EndpointForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
