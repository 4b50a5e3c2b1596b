import type { Drawing } from '@/components/structure/drawing'
import type { Palette } from './palette'

/** What the worker that paints a file of pixels is told. */
export type PngOrder = {
  drawing: Drawing
  /** In pixels of the drawing, around it. */
  margin: number
  /** Pixels of the file for each of the drawing. */
  scale: number
  palette: Palette
  paper: string
  font: string
  faces: readonly FontFile[]
}

/** A part of a font, as rules of styles describe it. */
export type FontFile = { family: string; weight: string; unicodeRange: string; data: ArrayBuffer }

/** How much is painted, from 0 to 1; in the end the file, or null when the browser makes none of that size. */
export type PngAnswer = { done: number } | { file: Blob | null }
