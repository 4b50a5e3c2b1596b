import type { ZoomTransform } from 'd3'
import type { Emphasis } from './emphasis'
import type { Scene, SceneEdge } from './scene'

/** What both ways of drawing are given: the picture, how its boxes look, and what is looked at. */
export type Drawing = {
  scene: Scene
  /** By node, as CSS. */
  colors: readonly string[]
  /** Whether colours are more and less: then they fill the whole box. */
  isScale: boolean
  /** By node: whether it is a test, which has a dashed outline. */
  isTest: readonly boolean[]
  /** The chosen box or frame, in the common numbering. */
  selected: number | undefined
  chosenEdge: SceneEdge | undefined
  emphasis: Emphasis | undefined
}

export type DrawingEvents = {
  onHover: (index: number | undefined) => void
  onSelect: (index: number) => void
  onOpen: (index: number) => void
  onEdge: (edge: SceneEdge) => void
}

/** The fill of a box in a layered picture. */
export function fillOf(color: string, isScale: boolean, isFolder: boolean): string {
  const ground = isFolder ? 'var(--color-neutral-4)' : 'var(--color-neutral-2)'
  return isScale ? `color-mix(in oklch, ${color} 45%, ${ground})` : ground
}

/** What an open folder lies on. */
export const frameFill = 'color-mix(in oklch, var(--color-neutral-12) 3%, transparent)'

export function strokeWidthOf(count: number): number {
  return Math.min(3, 1 + Math.log2(count) / 4)
}

/** On the page, or off it in a worker. */
export type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Where to paint: the part of the drawing that the bitmap shows, and its size in pixels of the page. */
export type View = { transform: ZoomTransform; width: number; height: number }
