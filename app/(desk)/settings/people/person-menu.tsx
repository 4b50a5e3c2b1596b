'use client'

import { Ban, CircleCheck, Ellipsis, KeyRound } from 'lucide-react'
import { useState, useTransition } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import type { UserView } from '@/lib/auth/user'
import { idleForm } from '@/lib/http/form-state'
import { updatePersonAction } from './actions'
import { ResetPassword } from './reset-password'

export function PersonMenu({ person }: { person: UserView }) {
  const [open, setOpen] = useState<'disable' | 'password'>()
  const [isChanging, startTransition] = useTransition()
  const setDisabled = (isDisabled: boolean) =>
    startTransition(async () => {
      const form = new FormData()
      form.set('id', person.id)
      form.set('isDisabled', String(isDisabled))
      const state = await updatePersonAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: state.message })
    })
  return (
    <>
      <Menu
        label={person.name}
        trigger={
          <IconButton label={`More about ${person.name}`} disabled={isChanging}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          { id: 'password', label: 'Set a new password…', icon: <KeyRound />, run: () => setOpen('password') },
          person.isDisabled
            ? { id: 'enable', label: 'Enable', icon: <CircleCheck />, run: () => setDisabled(false) }
            : { id: 'disable', label: 'Disable…', icon: <Ban />, isDangerous: true, run: () => setOpen('disable') },
        ]}
      />
      <ConfirmDialog
        title={`Disable ${person.name}?`}
        action="Disable"
        isDangerous
        isOpen={open === 'disable'}
        onOpenChange={() => setOpen(undefined)}
        onConfirm={() => setDisabled(true)}
      >
        {person.name} is signed out everywhere and cannot sign in. What they did stays. You can enable them again.
      </ConfirmDialog>
      <ResetPassword person={person} isOpen={open === 'password'} onClose={() => setOpen(undefined)} />
    </>
  )
}
