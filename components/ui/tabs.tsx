'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tab = { id: string; label: ReactNode; count?: ReactNode; content: ReactNode; isDisabled?: boolean }

export type TabsProps = {
  label: string
  tabs: readonly Tab[]
  value?: string
  defaultValue?: string
  onChange?: (id: string) => void
  className?: string
  /** For the panel, such as `min-h-0 overflow-auto`. */
  panelClassName?: string
}

export const tabClass =
  'inline-flex h-full items-center gap-1.5 border-b-2 border-transparent font-medium text-neutral-10 transition-colors hover:text-neutral-12 disabled:opacity-50'
export const activeTabClass = 'border-accent! text-neutral-12!'

export function Tabs({ label, tabs, value, defaultValue, onChange, className, panelClassName }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? tabs[0]?.id}
      onValueChange={onChange}
      className={classNames('flex min-h-0 flex-col', className)}
    >
      <Radix.List aria-label={label} className="flex h-9 shrink-0 items-stretch gap-4 border-b px-4">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            disabled={tab.isDisabled}
            data-ring="inside"
            className={classNames(tabClass, 'data-[state=active]:border-accent data-[state=active]:text-neutral-12')}
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-small text-neutral-10 tabular-nums">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} data-ring="inside" className={classNames('grow', panelClassName)}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
