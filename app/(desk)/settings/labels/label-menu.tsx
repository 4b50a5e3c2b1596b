'use client'

import { Archive, ArchiveRestore, Ellipsis, History, Pencil } from 'lucide-react'
import { startTransition, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { idleForm } from '@/lib/http/form-state'
import type { LabelView } from '@/lib/review/label'
import { archiveLabelAction } from './actions'
import { LabelForm } from './label-form'
import { LabelHistory } from './label-history'

/** What can be done with a label; everybody may see its history. */
export function LabelMenu({ label, isEditable }: { label: LabelView; isEditable: boolean }) {
  const [open, setOpen] = useState<'edit' | 'history'>()
  const close = () => setOpen(undefined)
  const archive = (isArchived: boolean) =>
    startTransition(async () => {
      const form = new FormData()
      form.set('id', label.id)
      form.set('isArchived', String(isArchived))
      const state = await archiveLabelAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: state.message })
      else if (isArchived)
        showToast({ title: `Archived “${label.name}”`, action: { label: 'Undo', run: () => archive(false) } })
    })
  const edits: MenuEntry[] = label.isArchived
    ? [{ id: 'restore', label: 'Restore', icon: <ArchiveRestore />, run: () => archive(false) }]
    : [
        { id: 'edit', label: 'Edit', icon: <Pencil />, run: () => setOpen('edit') },
        { id: 'archive', label: 'Archive', icon: <Archive />, run: () => archive(true) },
      ]
  return (
    <>
      <Menu
        label={label.name}
        trigger={
          <IconButton label={`More on ${label.name}`}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          ...(isEditable ? edits : []),
          { id: 'history', label: 'History', icon: <History />, run: () => setOpen('history') },
        ]}
      />
      {open === 'edit' && (
        <Dialog
          isOpen
          size="wide"
          title={`Edit “${label.name}”`}
          description="What was labelled before keeps the words that it was labelled with."
          onOpenChange={close}
        >
          <LabelForm label={label} onDone={close} />
        </Dialog>
      )}
      {open === 'history' && (
        <Dialog isOpen size="wide" title={`“${label.name}”, version by version`} onOpenChange={close}>
          <LabelHistory id={label.id} />
        </Dialog>
      )}
    </>
  )
}
