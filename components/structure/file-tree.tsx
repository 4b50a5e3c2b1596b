'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { foldersAbove } from './graph-model'
import { findTyped, type TreeFile, type TreeRow, treeRows } from './tree-rows'

export type FileTreeProps<File extends TreeFile> = {
  files: readonly File[]
  /** What stands in a line, after its arrow. */
  cells: (row: TreeRow<File>) => ReactNode
  /** Whether folders are open at first; those above what is selected always are. */
  isOpen?: boolean
  /** The path of the chosen file or folder: it is brought into sight. */
  selected: string | null
  onSelect: (id: string) => void
  /** Enter or a double click on a file. */
  onOpen?: (path: string) => void
  /** Off where letters are keys of the page. */
  findsByTyping?: boolean
}

const rowHeight = 26
const typingMs = 700

/** Every file by folder. Arrow keys move and unfold; typing finds a name. */
export function FileTree<File extends TreeFile>({
  files,
  cells,
  isOpen: isOpenAtFirst = false,
  selected,
  onSelect,
  onOpen,
  findsByTyping = true,
}: FileTreeProps<File>) {
  // The folders that are not as all are at first.
  const [turned, setTurned] = useState<ReadonlySet<string>>(
    () => new Set(selected === null || isOpenAtFirst ? [] : foldersAbove(selected)),
  )
  const rows = useMemo(
    () => treeRows(files, (folder) => turned.has(folder) !== isOpenAtFirst),
    [files, turned, isOpenAtFirst],
  )
  const [cursor, setCursor] = useState(selected ?? '')
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === cursor),
  )
  const scroller = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', atMs: 0 })
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const show = useEffectEvent((path: string) => {
    const next = new Set(turned)
    for (const folder of foldersAbove(path)) {
      if (isOpenAtFirst) next.delete(folder)
      else next.add(folder)
    }
    setTurned(next)
    setCursor(path)
    const place = treeRows(files, (folder) => next.has(folder) !== isOpenAtFirst).findIndex(({ id }) => id === path)
    if (place >= 0) requestAnimationFrame(() => virtual.scrollToIndex(place))
  })
  useEffect(() => {
    if (selected !== null) show(selected)
  }, [selected])
  const moveTo = (place: number | undefined) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, place ?? at))]
    if (!row) return
    setCursor(row.id)
    virtual.scrollToIndex(rows.indexOf(row))
  }
  const toggle = (folder: string) => {
    const next = new Set(turned)
    if (!next.delete(folder)) next.add(folder)
    setTurned(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if (!row || event.metaKey || event.ctrlKey || event.altKey) return
    const act = actionOf(event.key, row)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  const actionOf = (key: string, row: TreeRow<File>): (() => void) | undefined => {
    const isFolder = row.kind === 'folder'
    const actions: Record<string, () => void> = {
      arrowdown: () => moveTo(at + 1),
      arrowup: () => moveTo(at - 1),
      home: () => moveTo(0),
      end: () => moveTo(rows.length - 1),
      arrowright: () => (isFolder && !row.isOpen ? toggle(row.id) : moveTo(at + 1)),
      arrowleft: () =>
        isFolder && row.isOpen
          ? toggle(row.id)
          : moveTo(rows.findLastIndex(({ depth }, place) => place < at && depth < row.depth)),
      enter: () => (isFolder || !onOpen || row.id !== selected ? onSelect(row.id) : onOpen(row.id)),
    }
    const action = actions[key.toLowerCase()]
    if (action && key.length > 1) return action
    if (!findsByTyping) return undefined
    return key.length === 1 && key !== ' ' && key !== '/' && key !== '?' ? () => type(key) : undefined
  }
  const type = (key: string) => {
    const isMore = performance.now() - typed.current.atMs < typingMs
    typed.current = { text: (isMore ? typed.current.text : '') + key, atMs: performance.now() }
    moveTo(findTyped(rows, typed.current.text, isMore ? at : at + 1))
  }
  const items = virtual.getVirtualItems()
  const active = items.some(({ index }) => index === at) ? rows[at] : undefined
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label="Files"
      aria-activedescendant={active && `tree-${active.id}`}
      data-ring="inside"
      onKeyDown={onKeyDown}
      className="group/tree h-full min-h-0 overflow-y-auto outline-none"
    >
      <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index]
          if (!row) return null
          const isFolder = row.kind === 'folder'
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active item
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
            <div
              key={row.id}
              id={`tree-${row.id}`}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-expanded={isFolder ? row.isOpen : undefined}
              aria-selected={row.id === selected}
              title={row.id}
              onClick={() => {
                setCursor(row.id)
                if (isFolder) toggle(row.id)
                else onSelect(row.id)
              }}
              onDoubleClick={() => !isFolder && onOpen?.(row.id)}
              className={classNames(
                'absolute inset-x-0 flex items-center gap-1.5 pr-3 select-none hover:bg-neutral-3',
                row.id === selected && 'bg-accent-soft!',
                index === at &&
                  'group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-focus',
              )}
              style={{ height: rowHeight, transform: `translateY(${start}px)`, paddingLeft: 8 + row.depth * 14 }}
            >
              <ChevronRight
                aria-hidden
                className={classNames(
                  'size-3.5 shrink-0 text-neutral-9',
                  !isFolder && 'invisible',
                  isFolder && row.isOpen && 'rotate-90',
                )}
              />
              {cells(row)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
