'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BookmarkPlus, ChevronDown, Star, Users } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Menu } from '@/components/ui/menu'
import { Switch } from '@/components/ui/switch'
import { activeTabClass, tabClass } from '@/components/ui/tabs'
import { useCommands } from '@/components/ui/use-commands'
import type { SavedView } from '@/lib/trajectory/saved-view'
import type { TrajectoryState } from '@/lib/trajectory/view'
import { changeViews, viewsQuery } from './list-queries'
import { goTo } from './use-list-view'

const states: readonly { state: TrajectoryState | undefined; label: string }[] = [
  { state: undefined, label: 'All' },
  { state: 'draft', label: 'Drafts' },
  { state: 'in_review', label: 'In review' },
  { state: 'returned', label: 'Returned' },
  { state: 'approved', label: 'Approved' },
  { state: 'rejected', label: 'Rejected' },
]

/** The usual lists, then the saved ones, each a tab; the address says which one it is by being the same. */
export function ViewTabs({ address }: { address: string }) {
  const { data: views = [] } = useQuery(viewsQuery)
  const [naming, setNaming] = useState<'new' | SavedView>()
  const change = useMutation(changeViews(useQueryClient()))
  const active = views.find((view) => view.address === address)
  useCommands([
    { id: 'save-view', title: 'Save this view', group: 'Trajectories', keys: 'v', run: () => setNaming('new') },
  ])
  return (
    <nav aria-label="Views" className="flex h-9 shrink-0 items-stretch gap-4 overflow-x-auto border-b px-4">
      {states.map(({ state, label }) => (
        <ViewTab key={label} address={state ? `state=${state}` : ''} current={address}>
          {label}
        </ViewTab>
      ))}
      {views.length > 0 && <span aria-hidden className="my-2 border-l" />}
      {views.map((view) => (
        <ViewTab
          key={view.id}
          address={view.address}
          current={address}
          title={view.isOwn ? undefined : `by ${view.by}`}
        >
          {view.isDefault && <Star aria-label="opens first" className="size-3.5" />}
          {view.name}
          {view.isShared && <Users aria-label="shared" className="size-3.5" />}
        </ViewTab>
      ))}
      <span className="flex items-center gap-1">
        {active && (
          <Menu
            label="This view"
            trigger={
              <IconButton label="This view">
                <ChevronDown />
              </IconButton>
            }
            entries={[
              {
                id: 'default',
                label: active.isDefault ? 'Do not open the list with it' : 'Open the list with it',
                run: () => change.mutate({ kind: 'default', id: active.id, isDefault: !active.isDefault }),
              },
              ...(active.isOwn
                ? [
                    { id: 'rename', label: 'Rename or share …', run: () => setNaming(active) },
                    {
                      id: 'delete',
                      label: 'Delete',
                      isDangerous: true,
                      run: () => change.mutate({ kind: 'delete', id: active.id }),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {!active && address !== '' && (
          <Button tone="quiet" onClick={() => setNaming('new')}>
            <BookmarkPlus aria-hidden /> Save view
          </Button>
        )}
        {change.error && (
          <span role="alert" className="text-small text-reject">
            {change.error.message}
          </span>
        )}
      </span>
      {naming && <NameDialog view={naming} views={views} address={address} onClose={() => setNaming(undefined)} />}
    </nav>
  )
}

type ViewTabProps = { address: string; current: string; title?: string; children: React.ReactNode }

function ViewTab({ address, current, title, children }: ViewTabProps) {
  const isActive = address === current
  return (
    <a
      href={`/trajectories${address ? `?${address}` : ''}`}
      title={title}
      aria-current={isActive ? 'page' : undefined}
      data-ring="inside"
      className={classNames(tabClass, 'shrink-0 whitespace-nowrap', isActive && activeTabClass)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        goTo(address)
      }}
    >
      {children}
    </a>
  )
}

type NameDialogProps = { view: 'new' | SavedView; views: readonly SavedView[]; address: string; onClose: () => void }

/** A name for a new view, which may also take the place of one of one's own; or another name for a view. */
function NameDialog({ view, views, address, onClose }: NameDialogProps) {
  const existing = view === 'new' ? undefined : view
  const [name, setName] = useState(existing?.name ?? '')
  const [isShared, setIsShared] = useState(existing?.isShared ?? false)
  const change = useMutation({ ...changeViews(useQueryClient()), onSettled: (_, error) => !error && onClose() })
  const same = existing ? undefined : views.find((one) => one.isOwn && one.name === name.trim())
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (existing) change.mutate({ kind: 'change', id: existing.id, name, isShared })
    else if (same) change.mutate({ kind: 'change', id: same.id, address, isShared })
    else change.mutate({ kind: 'create', name, address, isShared })
  }
  return (
    <Dialog
      isOpen
      title={existing ? 'Rename or share the view' : 'Save this view'}
      description="Filters, order and columns are kept."
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form onSubmit={save} className="grid gap-3">
        <Field
          label="Name"
          hint={same ? 'You have a view of this name: it takes these filters.' : undefined}
          error={change.error?.message}
        >
          <Input autoFocus required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Switch label="Everybody sees it" checked={isShared} onChange={setIsShared} />
        <DialogFooter className="pb-0!">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" isBusy={change.isPending} disabled={name.trim() === ''}>
            {same ? 'Update' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
