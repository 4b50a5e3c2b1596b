'use client'

import { Ellipsis, Pencil, Plug, Trash2 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { idleForm } from '@/lib/http/form-state'
import type { AnyEndpointView } from '@/lib/llm/endpoint'
import { archiveEndpointAction } from './actions'
import { EndpointForm } from './endpoint-form'

/** What administrators do with an endpoint; the one of the environment they only test. */
export function EndpointMenu({ endpoint, onTest }: { endpoint: AnyEndpointView; onTest: () => void }) {
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const [isDeleting, startTransition] = useTransition()
  const close = () => setOpen(undefined)
  const archive = () =>
    startTransition(async () => {
      const form = new FormData()
      form.set('id', endpoint.id)
      const state = await archiveEndpointAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: state.message })
    })
  const test: MenuEntry = { id: 'test', label: 'Test the connection…', icon: <Plug />, run: onTest }
  const edit: MenuEntry = { id: 'edit', label: 'Edit…', icon: <Pencil />, run: () => setOpen('edit') }
  const remove: MenuEntry = {
    id: 'delete',
    label: 'Delete…',
    icon: <Trash2 />,
    isDangerous: true,
    run: () => setOpen('delete'),
  }
  return (
    <>
      <Menu
        label={endpoint.name}
        trigger={
          <IconButton label={`More about ${endpoint.name}`} disabled={isDeleting}>
            <Ellipsis />
          </IconButton>
        }
        entries={endpoint.isFixed ? [test] : [test, edit, remove]}
      />
      <Dialog title={`Edit ${endpoint.name}`} size="wide" isOpen={open === 'edit'} onOpenChange={close}>
        <EndpointForm kind={endpoint.kind} endpoint={endpoint} onDone={close} />
      </Dialog>
      <ConfirmDialog
        title={`Delete ${endpoint.name}?`}
        action="Delete"
        isDangerous
        isOpen={open === 'delete'}
        onOpenChange={close}
        onConfirm={archive}
      >
        No new work can use it, and its key is deleted. What its calls answered and cost stays.
      </ConfirmDialog>
    </>
  )
}
