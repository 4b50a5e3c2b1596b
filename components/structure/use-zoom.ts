'use client'

import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Rect } from './curve'

export type Size = { width: number; height: number }

export type Zoom = {
  current(): ZoomTransform
  /** Tells of every change, many times a second while someone pans: draw, do not render. */
  subscribe(listener: (transform: ZoomTransform) => void): () => void
  /** Brings the whole drawing into view. */
  fit(drawing: Size): void
  /** The first view: all of it when that can be read, else its left part at a size that can. */
  open(drawing: Size, readable: number): void
  /** Brings one box to the middle, at a readable size. */
  flyTo(box: Rect): void
  /** Moves only as far as it takes to have the box in view. */
  reveal(box: Rect): void
  zoomBy(factor: number): void
  /** Moves everything by an amount in drawing pixels, without animation. */
  shift(x: number, y: number): void
}

const smallest = 0.04
const largest = 4
const margin = 24
/** The legend lies over the lower edge. */
const legendRoom = 28
const flightMs = 350

/** Pan and zoom of an element by wheel, drag and pinch. The transform is ours to draw; only people change it. */
export function useZoom<Element extends HTMLElement>(host: RefObject<Element | null>): Zoom {
  const transform = useRef<ZoomTransform>(zoomIdentity)
  const listeners = useRef(new Set<(transform: ZoomTransform) => void>())
  const behavior = useRef<ZoomBehavior<Element, unknown>>(undefined)
  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = zoom<Element, unknown>()
      .scaleExtent([smallest, largest])
      .on('zoom', (event: { transform: ZoomTransform }) => {
        transform.current = event.transform
        for (const listener of listeners.current) listener(event.transform)
      })
    behavior.current = made
    select(element).call(made).on('dblclick.zoom', null)
    return () => {
      select(element).on('.zoom', null)
    }
  }, [host])
  return useMemo(() => {
    const go = (next: (size: Size, now: ZoomTransform) => ZoomTransform, isFlight: boolean) => {
      const element = host.current
      if (!element || !behavior.current) return
      const size = { width: element.clientWidth, height: element.clientHeight }
      const wanted = next(size, transform.current)
      const target = select(element)
      const isStill = !isFlight || matchMedia('(prefers-reduced-motion: reduce)').matches
      if (isStill) target.interrupt().call(behavior.current.transform, wanted)
      else target.transition().duration(flightMs).call(behavior.current.transform, wanted)
    }
    return {
      current: () => transform.current,
      subscribe: (listener) => {
        listeners.current.add(listener)
        return () => listeners.current.delete(listener)
      },
      fit: (drawing) => go((size) => centred(whole(drawing), fittingScale(drawing, size), size), false),
      open: (drawing, readable) => go((size) => opened(drawing, size, readable), false),
      flyTo: (box) => go((size, now) => centred(box, Math.max(0.9, now.k), size), true),
      reveal: (box) => go((size, now) => revealed(box, size, now), true),
      zoomBy: (factor) => go((size, now) => scaled(size, now, factor), false),
      shift: (x, y) => go((_, now) => now.translate(x, y), false),
    } satisfies Zoom
  }, [host])
}

const whole = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height })

function fittingScale(drawing: Size, { width, height }: Size): number {
  const across = (width - 2 * margin) / Math.max(1, drawing.width)
  const down = (height - 2 * margin - legendRoom) / Math.max(1, drawing.height)
  return Math.max(smallest, Math.min(1, across, down))
}

function opened(drawing: Size, size: Size, readable: number): ZoomTransform {
  const scale = Math.max(readable, fittingScale(drawing, size))
  const { x, y } = centred(whole(drawing), scale, size)
  return zoomIdentity.translate(Math.max(x, margin), Math.max(y, margin)).scale(scale)
}

function revealed(box: Rect, { width, height }: Size, now: ZoomTransform): ZoomTransform {
  const [left, top] = now.apply([box.x, box.y])
  const [right, bottom] = now.apply([box.x + box.width, box.y + box.height])
  const x = left < margin ? margin - left : Math.min(0, width - margin - right)
  const y = top < margin ? margin - top : Math.min(0, height - margin - bottom)
  return now.translate(x / now.k, y / now.k)
}

function scaled({ width, height }: Size, now: ZoomTransform, factor: number): ZoomTransform {
  const k = Math.max(smallest, Math.min(largest, now.k * factor))
  const [x, y] = now.invert([width / 2, height / 2])
  return zoomIdentity
    .translate(width / 2, height / 2)
    .scale(k)
    .translate(-x, -y)
}

function centred(box: Rect, scale: number, { width, height }: Size): ZoomTransform {
  return zoomIdentity
    .translate(width / 2, (height - legendRoom) / 2)
    .scale(scale)
    .translate(-(box.x + box.width / 2), -(box.y + box.height / 2))
}
