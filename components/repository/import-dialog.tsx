'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ActionFormProps } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Tabs } from '@/components/ui/tabs'
import { useCommands } from '@/components/ui/use-commands'
import { ImportAddress } from './import-address'
import { ImportArchive } from './import-archive'
import { ImportList } from './import-list'

export type ImportDialogProps = {
  submit: ActionFormProps['action']
  /** Whether folders of the machine that Retrace runs on are accepted too. */
  allowsLocal: boolean
}

/** A button that asks what to import: an address, an archive or a list; key `i`. */
export function ImportDialog({ submit, allowsLocal }: ImportDialogProps) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([
    { id: 'import', title: 'Import a repository', group: 'Repositories', keys: 'i', run: () => setIsOpen(true) },
  ])
  const close = () => setIsOpen(false)
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button tone="primary">
          <Plus aria-hidden /> Import
        </Button>
      }
      title="Import a repository"
      description="Its files are read at one commit and kept here; nothing of it is run."
    >
      <Tabs
        label="What to import"
        className="-mx-4 -mt-2"
        panelClassName="px-4 pt-4"
        tabs={[
          {
            id: 'repository',
            label: 'Repository',
            content: <ImportAddress submit={submit} allowsLocal={allowsLocal} onDone={close} />,
          },
          { id: 'archive', label: 'Archive', content: <ImportArchive onDone={close} /> },
          { id: 'list', label: 'List', content: <ImportList allowsLocal={allowsLocal} onDone={close} /> },
        ]}
      />
    </Dialog>
  )
}
