'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Tooltip } from '@/components/ui/tooltip'
import { useCommands } from '@/components/ui/use-commands'
import type { EndpointKind } from '@/lib/llm/endpoint'
import { EndpointForm } from './endpoint-form'

const words = {
  'openai-compatible': {
    title: 'Add an endpoint',
    keys: 'c',
    description: 'Any server that speaks the OpenAI chat protocol.',
  },
  scorer: {
    title: 'Add a scorer',
    keys: 'C',
    description: 'A vLLM, SGLang or TGI server, or any other that tells how likely a given text is.',
  },
} satisfies Record<EndpointKind, unknown>

export function AddEndpoint({ kind }: { kind: EndpointKind }) {
  const [isOpen, setOpen] = useState(false)
  const { title, keys, description } = words[kind]
  useCommands([{ id: `add ${kind}`, title, keys, run: () => setOpen(true) }])
  return (
    <>
      <Tooltip label={title} keys={keys}>
        <Button tone={kind === 'scorer' ? 'plain' : 'primary'} onClick={() => setOpen(true)}>
          <Plus aria-hidden />
          {title}
        </Button>
      </Tooltip>
      <Dialog title={title} description={description} size="wide" isOpen={isOpen} onOpenChange={setOpen}>
        <EndpointForm kind={kind} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
