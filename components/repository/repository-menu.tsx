'use client'

import { useMutation } from '@tanstack/react-query'
import { Ellipsis, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { deleteRepository } from './queries'

/** What administrators may do to a repository besides working on it. */
export function RepositoryMenu({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [isAsking, setIsAsking] = useState(false)
  const remove = useMutation(deleteRepository())
  const confirm = () =>
    remove.mutate(id, {
      onSuccess: () => router.push('/repositories'),
      onError: (error) => showToast({ tone: 'bad', title: `${name} was not deleted`, description: error.message }),
    })
  return (
    <>
      <Menu
        label="More about this repository"
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
        entries={[
          {
            id: 'delete',
            label: 'Delete the repository',
            icon: <Trash2 aria-hidden />,
            isDangerous: true,
            run: () => setIsAsking(true),
          },
        ]}
      />
      <ConfirmDialog
        title={`Delete ${name}?`}
        action="Delete"
        isDangerous
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={confirm}
      >
        Its snapshots, trajectories and verdicts are removed for good. Repositories that are part of an export stay.
      </ConfirmDialog>
    </>
  )
}
