'use client'

import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { OutlineSymbol } from '@/lib/structure/outline'
import { panelRow } from './panel'

type Symbol = Pick<OutlineSymbol, 'name' | 'kind' | 'startLine' | 'parent'>

export type SymbolRowProps = {
  symbol: Symbol
  /** The files that name it in an import; absent when it is not given to others. */
  users?: readonly string[]
  isCurrent?: boolean
  onOpen: () => void
  onFind?: (path: string) => void
}

const short: Partial<Record<Symbol['kind'], string>> = {
  function: 'fn',
  method: 'fn',
  variable: 'var',
  constant: 'const',
  property: 'prop',
  interface: 'intf',
  namespace: 'ns',
  heading: '#',
}

/** A named piece of a file; a click goes there, its count shows who uses it. */
export function SymbolRow({ symbol, users, isCurrent = false, onOpen, onFind }: SymbolRowProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li data-symbol={symbol.startLine} className={classNames(isCurrent && 'bg-accent-soft shadow-cursor')}>
      <div className="flex items-center hover:bg-neutral-3">
        <button
          type="button"
          data-ring="inside"
          aria-current={isCurrent || undefined}
          onClick={onOpen}
          className={classNames(panelRow, symbol.parent !== null && 'pl-10!')}
        >
          <span className="w-9 shrink-0 text-small text-neutral-10">{short[symbol.kind] ?? symbol.kind}</span>
          <span className="truncate font-mono text-code" title={symbol.name}>
            {symbol.name}
          </span>
          <span className="ml-auto text-small text-neutral-10 tabular-nums">{formatCount(symbol.startLine)}</span>
        </button>
        {users && onFind && (
          <button
            type="button"
            data-ring="inside"
            aria-expanded={isOpen}
            disabled={users.length === 0}
            title={users.length === 0 ? 'No import names it' : 'Files that name it in an import'}
            onClick={() => setOpen(!isOpen)}
            className="mr-2 h-5 min-w-8 shrink-0 rounded-small px-1 text-right text-small text-neutral-10 tabular-nums not-disabled:hover:bg-neutral-5 disabled:opacity-50"
          >
            ← {formatCount(users.length)}
          </button>
        )}
      </div>
      {isOpen && (
        <ul className="pb-1">
          {users?.map((user) => (
            <li key={user}>
              <button type="button" data-ring="inside" className={`${panelRow} pl-17!`} onClick={() => onFind?.(user)}>
                <PathText path={user} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
