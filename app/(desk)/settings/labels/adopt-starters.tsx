'use client'

import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { adoptStartersAction } from './actions'

export function AdoptStarters() {
  return (
    <ActionForm action={adoptStartersAction}>
      {({ isBusy }) => (
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Adopt the starter set
        </Button>
      )}
    </ActionForm>
  )
}
