'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { Switch } from '@/components/ui/switch'
import { listColumns } from './list-columns'
import { type ColumnId, columnIds, type ListView, usualColumns } from './list-view'

export type ColumnMenuProps = { view: ListView; onChange: (change: Partial<ListView>) => void }

/** Which columns, in which order, and how high the rows are. */
export function ColumnMenu({ view: { columns, isDense }, onChange }: ColumnMenuProps) {
  const hidden = columnIds.filter((id) => !columns.includes(id))
  const move = (id: ColumnId, by: number) => {
    const place = columns.indexOf(id)
    const others = columns.filter((other) => other !== id)
    onChange({ columns: others.toSpliced(Math.max(0, place + by), 0, id) })
  }
  const toggle = (id: ColumnId, isShown: boolean) => {
    const next = isShown ? [...columns, id] : columns.filter((other) => other !== id)
    if (next.length > 0) onChange({ columns: next })
  }
  return (
    <Popover
      label="Columns"
      align="end"
      className="w-60"
      trigger={
        <Button>
          <Columns3 aria-hidden /> Columns
        </Button>
      }
    >
      <ul>
        {[...columns, ...hidden].map((id, place) => {
          const { header = id } = listColumns.get(id) ?? {}
          const isShown = place < columns.length
          return (
            <li key={id} className="flex items-center justify-between">
              <Checkbox label={header} checked={isShown} onChange={(next) => toggle(id, next)} />
              {isShown && (
                <span className="flex">
                  <IconButton label={`${header} earlier`} disabled={place === 0} onClick={() => move(id, -1)}>
                    <ArrowUp />
                  </IconButton>
                  <IconButton
                    label={`${header} later`}
                    disabled={place === columns.length - 1}
                    onClick={() => move(id, 1)}
                  >
                    <ArrowDown />
                  </IconButton>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <div className="mt-2 grid gap-2 border-t pt-2">
        <Switch label="Low rows" checked={isDense} onChange={(next) => onChange({ isDense: next })} />
        <Button onClick={() => onChange({ columns: usualColumns, widths: {}, isDense: false })}>As usual</Button>
      </div>
    </Popover>
  )
}
