'use client'

import { Dialog } from '@/components/ui/dialog'
import { SynthesizeForm, type SynthesizeFormProps } from './synthesize-form'

type Props = Omit<SynthesizeFormProps, 'onDone'> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Asks for everything that shapes a synthesis. */
export function SynthesizeDialog({ isOpen, onOpenChange, ...rest }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Synthesize a trajectory"
      description="How this snapshot could have been written, file by file."
    >
      <SynthesizeForm {...rest} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}
