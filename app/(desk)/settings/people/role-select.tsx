'use client'

import { useOptimistic, useTransition } from 'react'
import { Select } from '@/components/ui/select'
import { showToast } from '@/components/ui/toast'
import type { Role } from '@/lib/auth/actor'
import type { UserView } from '@/lib/auth/user'
import { idleForm } from '@/lib/http/form-state'
import { updatePersonAction } from './actions'
import { roleChoices } from './roles'

/** Changes at once; when that is refused it goes back and says why. */
export function RoleSelect({ person }: { person: UserView }) {
  const [role, setRole] = useOptimistic(person.role)
  const [isChanging, startTransition] = useTransition()
  const change = (next: Role) =>
    startTransition(async () => {
      setRole(next)
      const form = new FormData()
      form.set('id', person.id)
      form.set('role', next)
      const state = await updatePersonAction(idleForm, form)
      if (state.kind === 'failed') showToast({ tone: 'bad', title: state.message })
    })
  return (
    <Select
      isQuiet
      className="-ml-2"
      aria-label={`Role of ${person.name}`}
      choices={roleChoices}
      value={role}
      onChange={change}
      disabled={isChanging || person.isDisabled}
    />
  )
}
