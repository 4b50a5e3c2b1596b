'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, type Ref, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
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
  const found = wanted === '' ? [] : paths.filter((path) => path.toLowerCase().includes(wanted)).slice(0, mostFound)
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
    <div className="relative w-48 shrink-0">
      <Input
        ref={ref}
        icon={<Search aria-hidden />}
        type="search"
        role="combobox"
        aria-label="Find a file in the graph"
        aria-expanded={found.length > 0}
        aria-controls="graph-search-results"
        placeholder="Find a file"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      {wanted !== '' && (
        <ul
          id="graph-search-results"
          className="absolute top-full right-0 z-20 mt-1 w-80 rounded border border-neutral-6 bg-neutral-1 p-1 shadow-overlay dark:bg-neutral-2"
        >
          {found.length === 0 && <li className="px-2 py-1 text-neutral-10">No file has this in its path.</li>}
          {found.map((path, index) => (
            <li key={path}>
              <button
                type="button"
                tabIndex={-1}
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(path)
                }}
                className={classNames(
                  'flex h-control w-full items-center rounded-small px-2 text-left hover:bg-neutral-4',
                  index === chosen && 'bg-neutral-4',
                )}
              >
                <PathText path={path} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
