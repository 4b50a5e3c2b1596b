'use client'

import { Fragment, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { z } from 'zod'
import { classNames } from './class-names'
import { useRemembered } from './use-remembered'

export type Pane = {
  id: string
  /** Its name, for the separator beside it. */
  label: string
  /** Pixels at first; exactly one pane has none and takes the rest. */
  size?: number
  /** Pixels that it keeps at least. */
  min?: number
  /** Pixels that it has for now, whatever was chosen: it cannot be resized. For what is folded away. */
  fixed?: number
  content: ReactNode
}

export type SplitPanesProps = {
  /** Under this name the sizes are remembered in this browser. */
  id: string
  direction?: 'row' | 'column'
  panes: readonly Pane[]
  className?: string
}

const Sizes = z.record(z.string(), z.number())
const noSizes: Record<string, number> = {}
const defaultMin = 120
const keyStep = 16

/** Panes side by side (or stacked) with separators to drag, or to move with the arrow keys; double-click resets. */
export function SplitPanes({ id, direction = 'row', panes, className }: SplitPanesProps) {
  const [kept, keep] = useRemembered(`panes.${id}`, Sizes, noSizes)
  const [dragged, setDragged] = useState<Record<string, number>>()
  const root = useRef<HTMLDivElement>(null)
  const sizes = dragged ?? kept
  const flexible = panes.findIndex((pane) => pane.size === undefined)
  const template = panes.map((pane) => trackOf(pane, sizes)).join(' auto ')

  const resize = (pane: Pane, size: number): Record<string, number> => {
    const box = root.current?.getBoundingClientRect()
    const room = box ? (direction === 'row' ? box.width : box.height) : Number.POSITIVE_INFINITY
    const others = panes
      .filter((other) => other !== pane)
      .reduce((sum, other) => sum + (other.size === undefined ? (other.min ?? defaultMin) : sizeOf(other, sizes)), 0)
    const most = Math.max(room - others - panes.length, pane.min ?? defaultMin)
    return { ...sizes, [pane.id]: Math.round(Math.min(Math.max(size, pane.min ?? defaultMin), most)) }
  }

  return (
    <div
      ref={root}
      className={classNames('grid min-h-0 min-w-0', className)}
      style={direction === 'row' ? { gridTemplateColumns: template } : { gridTemplateRows: template }}
    >
      {panes.map((pane, position) => {
        // A separator resizes the pane on its far side from the flexible one.
        const resized = panes[position < flexible ? position : position + 1]
        const sign = position < flexible ? 1 : -1
        return (
          <Fragment key={pane.id}>
            <div className="grid min-h-0 min-w-0 grid-cols-1 overflow-hidden">{pane.content}</div>
            {position < panes.length - 1 && resized?.fixed !== undefined && (
              <div aria-hidden className={classNames('bg-neutral-6', direction === 'row' ? 'w-px' : 'h-px')} />
            )}
            {position < panes.length - 1 && resized && resized.fixed === undefined && (
              <Separator
                label={`${direction === 'row' ? 'Width' : 'Height'} of ${resized.label}`}
                direction={direction}
                side={position < flexible ? 'before' : 'after'}
                size={sizes[resized.id] ?? resized.size ?? 0}
                min={resized.min ?? defaultMin}
                onDrag={(by, from) => setDragged(resize(resized, from + by * sign))}
                onDrop={(by, from) => {
                  keep(resize(resized, from + by * sign))
                  setDragged(undefined)
                }}
                onReset={() => keep({ ...kept, [resized.id]: resized.size ?? 0 })}
              />
            )}
          </Fragment>
        )
      })}
    </div>
  )
}

function sizeOf({ id, size, fixed }: Pane, chosen: Record<string, number>): number {
  return fixed ?? chosen[id] ?? size ?? 0
}

/** In a window that is too small for what was chosen, panes give way down to their least size. */
function trackOf(pane: Pane, chosen: Record<string, number>): string {
  const { size, min = defaultMin, fixed } = pane
  if (fixed !== undefined) return `${fixed}px`
  if (size === undefined) return `minmax(${min}px, 1fr)`
  const most = sizeOf(pane, chosen)
  return `minmax(${Math.min(min, most)}px, ${most}px)`
}

type SeparatorProps = {
  label: string
  direction: 'row' | 'column'
  /** Where the pane is that it resizes. */
  side: 'before' | 'after'
  size: number
  min: number
  onDrag: (by: number, from: number) => void
  onDrop: (by: number, from: number) => void
  onReset: () => void
}

function Separator({ label, direction, side, size, min, onDrag, onDrop, onReset }: SeparatorProps) {
  const start = useRef<{ at: number; size: number }>(undefined)
  const placeOf = (event: PointerEvent) => (direction === 'row' ? event.clientX : event.clientY)
  // As it is drawn, which may be less than was chosen.
  const sizeNow = ({ currentTarget }: { currentTarget: Element }) => {
    const pane = side === 'before' ? currentTarget.previousElementSibling : currentTarget.nextElementSibling
    const box = pane?.getBoundingClientRect()
    return Math.round((direction === 'row' ? box?.width : box?.height) ?? size)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const back = direction === 'row' ? 'ArrowLeft' : 'ArrowUp'
    const forth = direction === 'row' ? 'ArrowRight' : 'ArrowDown'
    if (event.key !== back && event.key !== forth) return
    event.preventDefault()
    onDrop((event.key === forth ? 1 : -1) * keyStep, sizeNow(event))
  }
  const finish = (event: PointerEvent) => {
    const from = start.current
    start.current = undefined
    if (from && placeOf(event) !== from.at) onDrop(placeOf(event) - from.at, from.size)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is a control, which <hr> cannot be
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: placeOf(event), size: sizeNow(event) }
      }}
      onPointerMove={(event) => start.current && onDrag(placeOf(event) - start.current.at, start.current.size)}
      onPointerUp={finish}
      onPointerCancel={finish}
      className={classNames(
        'relative z-10 touch-none bg-neutral-6 transition-colors hover:bg-accent active:bg-accent',
        'after:absolute',
        direction === 'row'
          ? 'w-px cursor-col-resize after:-inset-x-1 after:inset-y-0'
          : 'h-px cursor-row-resize after:inset-x-0 after:-inset-y-1',
      )}
    />
  )
}
