import { type MarkKind, type MarksByStep, markStyles, marksOf } from '@/components/trajectory/marks'
import { colorOfRun } from '@/components/trajectory/run-color'
import type { StepEntry } from '@/lib/trajectory/view'
import { type LaneModel, type LaneView, rowsOf, startOf, stepAt } from './lane-view'

type Paint = (css: string) => string
export type LaneScene = {
  model: LaneModel
  steps: readonly StepEntry[]
  marks: MarksByStep
  /** The run that is looked at alone: all others are faint. */
  focus: number | undefined
  width: number
  paint: Paint
}

export const rowHeight = 16
export const mapHeight = 22

const barTop = 8
const barHeight = 6
const faint = 0.25
/** Marks of one kind closer than this are drawn as one. */
const markPixels = 7

/** The lanes of what can be seen; rows from the top. */
export function paintLanes(canvas: CanvasRenderingContext2D, scene: LaneScene, view: LaneView, rows: number): void {
  const { model, steps, width, paint, focus } = scene
  const scale = width / (view.to - view.from)
  const places = rowsOf(model, view, rows)
  canvas.clearRect(0, 0, width, rows * rowHeight)
  canvas.fillStyle = paint('var(--color-neutral-4)')
  for (let row = 0; row < rows; row++) canvas.fillRect(0, row * rowHeight + barTop + barHeight / 2, width, 1)
  for (const { runOrder, first, last, from, to } of model.stretches) {
    if (to <= view.from || from >= view.to) continue
    const top = (places.get(runOrder) ?? 0) * rowHeight
    canvas.globalAlpha = focus === undefined || focus === runOrder ? 1 : faint
    canvas.fillStyle = paint(colorOfRun(runOrder))
    const x = (from - view.from) * scale
    canvas.fillRect(x, top + barTop, Math.max(1, (to - from) * scale - 0.5), barHeight)
    const drawn = new Map<MarkKind, number>()
    for (let index = Math.max(first, stepAt(model, view.from)); index <= last; index += 1) {
      const start = startOf(model, index)
      if (start > view.to) break
      const at = (start - view.from) * scale
      const wide = ((model.ends[index] ?? 0) - start) * scale
      if (wide >= 3 && index > first) {
        canvas.fillStyle = paint('var(--color-neutral-1)')
        canvas.fillRect(at - 0.5, top + barTop, 1, barHeight)
      }
      const step = steps[index]
      const [kind] = step ? marksOf(step, scene.marks.get(step.id)) : []
      if (!kind || at - (drawn.get(kind) ?? Number.NEGATIVE_INFINITY) < markPixels) continue
      drawn.set(kind, at)
      paintMark(canvas, kind, at + Math.min(wide, markPixels) / 2, top + barTop - 4, paint)
    }
  }
  canvas.globalAlpha = 1
}

/** All of the trajectory in one line: runs by colour, and above them what stands out. Errors are never left out. */
export function paintMap(canvas: CanvasRenderingContext2D, scene: LaneScene): void {
  const { model, steps, width, paint, focus } = scene
  const scale = width / model.total
  canvas.clearRect(0, 0, width, mapHeight)
  for (const { runOrder, from, to } of model.stretches) {
    canvas.globalAlpha = focus === undefined || focus === runOrder ? 1 : faint
    canvas.fillStyle = paint(colorOfRun(runOrder))
    canvas.fillRect(from * scale, mapHeight - 9, Math.max(0.5, (to - from) * scale), 7)
  }
  canvas.globalAlpha = 1
  const drawn = new Map<MarkKind, number>()
  for (const [index, step] of steps.entries()) {
    const [kind] = marksOf(step, scene.marks.get(step.id))
    if (kind !== 'error' && kind !== 'optimized' && kind !== 'annotated') continue
    const at = startOf(model, index) * scale
    if (at - (drawn.get(kind) ?? Number.NEGATIVE_INFINITY) < markPixels) continue
    drawn.set(kind, at)
    paintMark(canvas, kind, at, 7, paint)
  }
}

/** A triangle for errors, a square for writes, a ring for checks, a star for what was optimized, a dot for annotations. */
export function paintMark(canvas: CanvasRenderingContext2D, kind: MarkKind, x: number, y: number, paint: Paint): void {
  const size = 3.5
  canvas.fillStyle = paint(markStyles[kind].color)
  canvas.strokeStyle = canvas.fillStyle
  canvas.beginPath()
  if (kind === 'error') {
    canvas.moveTo(x, y - size - 0.5)
    canvas.lineTo(x + size + 0.5, y + size)
    canvas.lineTo(x - size - 0.5, y + size)
  } else if (kind === 'write') canvas.rect(x - 2.5, y - 2, 5, 5)
  else if (kind === 'optimized') {
    canvas.moveTo(x, y - size - 1)
    for (const [dx, dy] of starPoints) canvas.lineTo(x + dx * (size + 1), y + dy * (size + 1))
  } else canvas.arc(x, y, kind === 'check' ? 2.5 : 3, 0, 2 * Math.PI)
  canvas.closePath()
  if (kind === 'check') canvas.stroke()
  else canvas.fill()
}

const starPoints = [
  [0.25, -0.25],
  [1, 0],
  [0.25, 0.25],
  [0, 1],
  [-0.25, 0.25],
  [-1, 0],
  [-0.25, -0.25],
] as const
