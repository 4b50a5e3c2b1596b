'use client'

import { Ban, CircleCheck } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import type { UserView } from '@/lib/auth/user'
import { PersonMenu } from './person-menu'
import { RoleSelect } from './role-select'

export function PeopleTable({ people, ownId }: { people: readonly UserView[]; ownId: string | null }) {
  const columns: Column<UserView>[] = [
    {
      id: 'name',
      header: 'Name',
      cell: (person) => (
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{person.name}</span>
          {person.id === ownId && <Badge tone="accent">You</Badge>}
        </span>
      ),
    },
    { id: 'email', header: 'E-mail address', cell: (person) => <span title={person.email}>{person.email}</span> },
    { id: 'role', header: 'Role', width: 'w-40', cell: (person) => <RoleSelect person={person} /> },
    { id: 'state', header: 'State', width: 'w-28', cell: (person) => <State isDisabled={person.isDisabled} /> },
    {
      id: 'seen',
      header: 'Last seen',
      width: 'w-28',
      cell: (person) =>
        person.lastSeenAt ? (
          <RelativeTime iso={person.lastSeenAt} className="text-neutral-10" />
        ) : (
          <span className="text-neutral-10">never</span>
        ),
    },
    { id: 'menu', header: '', width: 'w-15', align: 'end', cell: (person) => <PersonMenu person={person} /> },
  ]
  return (
    <DataTable label="People" columns={columns} rows={people} rowKey={(person) => person.id} minWidth="min-w-190" />
  )
}

function State({ isDisabled }: { isDisabled: boolean }) {
  return isDisabled ? (
    <Badge icon={<Ban aria-hidden />}>Disabled</Badge>
  ) : (
    <Badge tone="good" icon={<CircleCheck aria-hidden />}>
      Active
    </Badge>
  )
}
