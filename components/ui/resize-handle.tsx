'use client'

import type { PointerEvent } from 'react'

const narrowest = 48

/** At the end of a column's header: dragging it gives the column another width. People with a keyboard have the menu of columns. */
export function ResizeHandle({ onResize }: { onResize: (width: number) => void }) {
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    const handle = event.currentTarget
    const cell = handle.closest('th')
    if (!cell || event.button !== 0) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    const [start, width] = [event.clientX, cell.getBoundingClientRect().width]
    const widthAt = (x: number) => Math.max(narrowest, Math.round(width + x - start))
    handle.onpointermove = ({ clientX }) => {
      cell.style.width = `${widthAt(clientX)}px`
    }
    handle.onpointerup = ({ clientX }) => {
      handle.onpointermove = null
      handle.onpointerup = null
      if (clientX !== start) onResize(widthAt(clientX))
    }
  }
  return (
    <span
      aria-hidden
      onPointerDown={drag}
      className="absolute top-1 right-0 bottom-1 w-1.5 cursor-col-resize touch-none border-r border-transparent hover:border-neutral-8"
    />
  )
}
