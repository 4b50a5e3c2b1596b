'use client'

import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3'
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { Rect } from './curve'
import { type Size, transformAt, viewpointOf } from './viewpoint'

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
  reveal(box: Rect, isFlight?: boolean): void
  zoomBy(factor: number): void
  /** Without animation. */
  put(transform: ZoomTransform): void
}

const smallest = 0.04
const largest = 4
const margin = 24
/** Along the upper edge lie what is said of the drawing, along the lower one how it is laid out. */
const room = { top: 40, bottom: 52 }
const flightMs = 350

/** Pan and zoom of an element by wheel, drag and pinch. The transform is ours to draw; only people change it. */
export function useZoom<Element extends HTMLElement>(host: RefObject<Element | null>): Zoom {
  const transform = useRef<ZoomTransform>(zoomIdentity)
  const listeners = useRef(new Set<(transform: ZoomTransform) => void>())
  const behavior = useRef<ZoomBehavior<Element, unknown>>(undefined)
  useLayoutEffect(() => {
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
      reveal: (box, isFlight = true) => go((size, now) => revealed(box, size, now), isFlight),
      zoomBy: (factor) => go((size, now) => scaled(size, now, factor), false),
      put: (transform) => go((size) => within(transform, size), false),
    } satisfies Zoom
  }, [host])
}

const whole = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height })

function fittingScale(drawing: Size, { width, height }: Size): number {
  const across = (width - 2 * margin) / Math.max(1, drawing.width)
  const down = (height - room.top - room.bottom) / Math.max(1, drawing.height)
  return Math.max(smallest, Math.min(1, across, down))
}

function opened(drawing: Size, size: Size, readable: number): ZoomTransform {
  const scale = Math.max(readable, fittingScale(drawing, size))
  const { x, y } = centred(whole(drawing), scale, size)
  return zoomIdentity.translate(Math.max(x, margin), Math.max(y, room.top)).scale(scale)
}

function revealed(box: Rect, { width, height }: Size, now: ZoomTransform): ZoomTransform {
  const [left, top] = now.apply([box.x, box.y])
  const [right, bottom] = now.apply([box.x + box.width, box.y + box.height])
  const x = left < margin ? margin - left : Math.min(0, width - margin - right)
  const y = top < room.top ? room.top - top : Math.min(0, height - room.bottom - bottom)
  return now.translate(x / now.k, y / now.k)
}

function scaled(size: Size, now: ZoomTransform, factor: number): ZoomTransform {
  const { x, y, k } = viewpointOf(now, size)
  return transformAt({ x, y, k: bounded(k * factor) }, size)
}

/** The same, no smaller and no larger than people can make it: an address may say anything. */
function within(transform: ZoomTransform, size: Size): ZoomTransform {
  return bounded(transform.k) === transform.k ? transform : scaled(size, transform, 1)
}

const bounded = (scale: number) => Math.max(smallest, Math.min(largest, scale))

function centred(box: Rect, scale: number, { width, height }: Size): ZoomTransform {
  return zoomIdentity
    .translate(width / 2, (room.top + height - room.bottom) / 2)
    .scale(scale)
    .translate(-(box.x + box.width / 2), -(box.y + box.height / 2))
}
