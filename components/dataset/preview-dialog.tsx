'use client'

import { Eye } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DatasetPreview, type DatasetPreviewProps } from './dataset-preview'

/** A button that shows the documents of a dataset as a release would write them now. */
export function PreviewDialog(props: DatasetPreviewProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <PreviewWindow
      {...props}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <Eye aria-hidden /> Preview
        </Button>
      }
    />
  )
}

type PreviewWindowProps = DatasetPreviewProps & {
  trigger?: React.ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function PreviewWindow({ trigger, isOpen, onOpenChange, ...props }: PreviewWindowProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={trigger}
      title="Preview"
      size="wide"
      description="As a release would write them now: at their revisions, without what was decided to be masked."
    >
      <DatasetPreview {...props} />
    </Dialog>
  )
}
