'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Kbd } from './kbd'

export type MenuEntry =
  | {
      kind?: 'action'
      id: string
      label: ReactNode
      icon?: ReactNode
      keys?: string
      /** Shows a tick. */
      isChecked?: boolean
      isDisabled?: boolean
      isDangerous?: boolean
      /** Does it, or goes there. */
      run?: () => void
      href?: string
    }
  | { kind: 'separator'; id: string }
  | { kind: 'heading'; id: string; label: ReactNode }

export type MenuProps = {
  label: string
  trigger: ReactNode
  entries: readonly MenuEntry[]
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
}

const itemClass =
  'flex h-control items-center gap-2 rounded-small px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-neutral-4 [&_svg]:size-4 [&_svg]:shrink-0'

/** What is around it stays as it is: nothing is hidden from anyone, and a click elsewhere is a click. */
export function Menu({ label, trigger, entries, align = 'end', side }: MenuProps) {
  const hasChecks = entries.some((entry) => 'isChecked' in entry)
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-45 animate-overlay-in rounded border border-neutral-6 bg-neutral-1 p-1 shadow-overlay dark:bg-neutral-2"
        >
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} hasChecks={hasChecks} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Entry({ entry, hasChecks }: { entry: MenuEntry; hasChecks: boolean }) {
  if (entry.kind === 'separator') return <Radix.Separator className="-mx-1 my-1 h-px bg-neutral-6" />
  if (entry.kind === 'heading')
    return <Radix.Label className="px-2 py-1 text-small text-neutral-10">{entry.label}</Radix.Label>
  const content = (
    <>
      {hasChecks && (
        <span className="grid size-4 place-items-center">{entry.isChecked && <Check aria-label="chosen" />}</span>
      )}
      {entry.icon}
      <span className="grow truncate">{entry.label}</span>
      {entry.keys && <Kbd keys={entry.keys} className="ml-4" />}
    </>
  )
  const className = classNames(itemClass, entry.isDangerous && 'text-reject')
  if (entry.href)
    return (
      <Radix.Item asChild disabled={entry.isDisabled}>
        <Link href={entry.href} className={className}>
          {content}
        </Link>
      </Radix.Item>
    )
  return (
    <Radix.Item disabled={entry.isDisabled} onSelect={entry.run} className={className}>
      {content}
    </Radix.Item>
  )
}
