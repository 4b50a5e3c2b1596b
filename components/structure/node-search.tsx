'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, type Ref, useId, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'

const mostFound = 12

/** Finds a file by a part of its path, also one inside a folded folder. */
export function NodeSearch({
  paths,
  onFind,
  ref,
}: {
  paths: readonly string[]
  onFind: (path: string) => void
  ref?: Ref<HTMLInputElement>
}) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const wanted = query.trim().toLowerCase()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const all = wanted === '' ? [] : paths.filter((path) => path.toLowerCase().includes(wanted))
  const found = isOpen ? all.slice(0, mostFound) : []
  const take = (path: string | undefined) => {
    if (path === undefined) return
    onFind(path)
    setQuery('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(found.length - 1, chosen + 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1))
    else if (event.key === 'Enter') {
      take(found[chosen])
      // The keys are for what is found from now on.
      if (found[chosen] !== undefined) event.currentTarget.blur()
    } else if (event.key === 'Escape') {
      setQuery('')
      event.currentTarget.blur()
    } else return
    event.preventDefault()
  }
  return (
    <div className="relative w-48 min-w-28 shrink">
      <Input
        ref={ref}
        icon={<Search aria-hidden />}
        type="search"
        role="combobox"
        aria-label="Find a file in the graph"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? id : undefined}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        placeholder="Find a file"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isOpen && wanted !== '' && (
        <div className="absolute top-full right-0 z-20 mt-1 w-80 rounded border border-neutral-6 bg-neutral-1 p-1 shadow-overlay dark:bg-neutral-2">
          <div role="listbox" id={id} aria-label="Files found" hidden={found.length === 0}>
            {found.map((path, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
              <div
                key={path}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === chosen}
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(path)
                }}
                className={classNames(
                  'flex h-control items-center rounded-small px-2 hover:bg-neutral-4',
                  index === chosen && 'bg-neutral-4',
                )}
              >
                <PathText path={path} />
              </div>
            ))}
          </div>
          <p role="status" className="px-2 text-small text-neutral-10 not-empty:py-1">
            {all.length === 0 && 'No file has this in its path.'}
            {all.length > mostFound && `and ${formatUnit(all.length - mostFound, 'other')}: type more of the path`}
          </p>
        </div>
      )}
    </div>
  )
}
