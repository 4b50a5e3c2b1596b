'use client'

import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3'
import { type RefObject, useEffect, useRef, useState } from 'react'

export type Box = { x: number; y: number; width: number; height: number }

export type Zoom = {
  transform: ZoomTransform
  /** Brings the whole drawing into view. */
  fit(drawing: Box): void
  /** The first view: all of it when that can be read, else its left part at a size that can. */
  open(drawing: Box): void
  /** Brings one box to the middle, at a readable size. */
  flyTo(box: Box): void
  /** Moves only as far as it takes to have the box in view. */
  reveal(box: Box): void
  zoomBy(factor: number): void
  /** Moves everything by an amount in drawing pixels, without animation. */
  shift(x: number, y: number): void
}

const smallest = 0.04
const largest = 3
const margin = 24
const readable = 0.7
const flightMs = 350

/** Pan and zoom of an element by wheel, drag and pinch. The transform is ours to draw; only people change it. */
export function useZoom<Element extends HTMLElement>(host: RefObject<Element | null>): Zoom {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity)
  const behavior = useRef<ZoomBehavior<Element, unknown>>(undefined)
  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = zoom<Element, unknown>()
      .scaleExtent([smallest, largest])
      .on('zoom', (event: { transform: ZoomTransform }) => setTransform(event.transform))
    behavior.current = made
    select(element).call(made).on('dblclick.zoom', null)
    return () => {
      select(element).on('.zoom', null)
    }
  }, [host])

  const go = (
    next: (size: { width: number; height: number }, now: ZoomTransform) => ZoomTransform,
    isFlight: boolean,
  ) => {
    const element = host.current
    if (!element || !behavior.current) return
    const size = { width: element.clientWidth, height: element.clientHeight }
    const target = select(element)
    const wanted = next(size, transform)
    const isStill = !isFlight || matchMedia('(prefers-reduced-motion: reduce)').matches
    if (isStill) target.call(behavior.current.transform, wanted)
    else target.transition().duration(flightMs).call(behavior.current.transform, wanted)
  }

  return {
    transform,
    fit: (drawing) =>
      go(({ width, height }) => centred(drawing, fittingScale(drawing, width, height), width, height), false),
    open: (drawing) =>
      go(({ width, height }) => {
        const scale = Math.max(readable, fittingScale(drawing, width, height))
        const { x, y } = centred(drawing, scale, width, height)
        const left = margin - drawing.x * scale
        const top = margin - drawing.y * scale
        return zoomIdentity.translate(Math.max(x, left), Math.max(y, top)).scale(scale)
      }, false),
    flyTo: (box) => go(({ width, height }, now) => centred(box, Math.max(0.9, now.k), width, height), true),
    reveal: (box) =>
      go(({ width, height }, now) => {
        const [left, top] = now.apply([box.x, box.y])
        const [right, bottom] = now.apply([box.x + box.width, box.y + box.height])
        const x = left < margin ? margin - left : Math.min(0, width - margin - right)
        const y = top < margin ? margin - top : Math.min(0, height - margin - bottom)
        return now.translate(x / now.k, y / now.k)
      }, true),
    zoomBy: (factor) =>
      go(({ width, height }, now) => {
        const k = Math.max(smallest, Math.min(largest, now.k * factor))
        const [x, y] = now.invert([width / 2, height / 2])
        return zoomIdentity
          .translate(width / 2, height / 2)
          .scale(k)
          .translate(-x, -y)
      }, true),
    shift: (x, y) => go((_, now) => now.translate(x, y), false),
  }
}

function fittingScale(drawing: Box, width: number, height: number): number {
  const across = (width - 2 * margin) / Math.max(1, drawing.width)
  const down = (height - 2 * margin) / Math.max(1, drawing.height)
  return Math.max(smallest, Math.min(1, across, down))
}

function centred(box: Box, scale: number, width: number, height: number): ZoomTransform {
  return zoomIdentity
    .translate(width / 2, height / 2)
    .scale(scale)
    .translate(-(box.x + box.width / 2), -(box.y + box.height / 2))
}
