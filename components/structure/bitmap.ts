import type { ZoomTransform } from 'd3'
import type { View } from './drawing'
import type { Zoom } from './use-zoom'
import type { Size } from './viewpoint'

type Paint = (context: CanvasRenderingContext2D, view: View) => Iterator<unknown>
type PaintOver = (context: CanvasRenderingContext2D, view: View) => void

/** For which transform a bitmap was painted, and for how much room. */
type Drawn = { transform: ZoomTransform; size: Size }

/** How far the bitmap reaches beyond each edge, as a share of what is seen: so far one can pan before it is painted again. */
const reach = 0.4
const idleMs = 140
const sliceMs = 5

/**
 * A picture larger than the view, painted in slices between frames and moved by the compositor while someone pans. Two
 * canvases take turns, so that a half-painted one is never seen; a third lies over them for what is looked at.
 */
export class Bitmap {
  readonly #host: HTMLElement
  readonly #zoom: Zoom
  #front = makeCanvas()
  #back = makeCanvas()
  readonly #over = makeCanvas()
  #size: Size = { width: 0, height: 0 }
  /** What the front and the upper canvas show. */
  #drawn: Drawn | undefined
  #drawnSubject: unknown
  #paint: Paint | undefined
  #subject: unknown
  #paintOver: PaintOver | undefined
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #unsubscribe: () => void

  constructor(host: HTMLElement, zoom: Zoom) {
    this.#host = host
    this.#zoom = zoom
    this.#back.hidden = true
    host.append(this.#front, this.#back, this.#over)
    this.#unsubscribe = zoom.subscribe(() => this.#follow())
  }

  resize(size: Size): void {
    this.#size = size
    this.#start()
  }

  /** Until another subject is painted the one before stays where it is: the zoom is of the new one already. */
  show(paint: Paint, subject: unknown): void {
    this.#paint = paint
    this.#subject = subject
    this.#start()
  }

  /** Painted at once; while it is there the rest is faint when the host says so. */
  showOver(paint: PaintOver): void {
    this.#paintOver = paint
    this.#redrawOver()
    const opacity = this.#host.dataset.emphasis ? '0.2' : '1'
    this.#front.style.opacity = this.#back.style.opacity = opacity
  }

  dispose(): void {
    this.#stop()
    clearTimeout(this.#timer)
    this.#unsubscribe()
    for (const canvas of [this.#front, this.#back, this.#over]) canvas.remove()
  }

  #follow(): void {
    this.#place(this.#front)
    this.#place(this.#over)
    clearTimeout(this.#timer)
    if (this.#frame === 0 && !this.#isCovered()) this.#start()
    else this.#timer = setTimeout(() => this.#start(), idleMs)
  }

  /** Moves what was painted for one transform to where it is under the present one. */
  #place(canvas: HTMLCanvasElement): void {
    if (!this.#drawn || this.#drawnSubject !== this.#subject) return
    const { left, top, scale } = placeOf(this.#drawn, this.#zoom.current())
    canvas.style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  }

  #isCovered(): boolean {
    if (!this.#drawn) return false
    const { left, top, scale } = placeOf(this.#drawn, this.#zoom.current())
    const right = left + scale * this.#drawn.size.width * (1 + 2 * reach)
    const bottom = top + scale * this.#drawn.size.height * (1 + 2 * reach)
    return left <= 0 && top <= 0 && right >= this.#size.width && bottom >= this.#size.height
  }

  #prepare(canvas: HTMLCanvasElement, view: View): CanvasRenderingContext2D | null {
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)]
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
      canvas.style.width = `${view.width}px`
      canvas.style.height = `${view.height}px`
    }
    return canvas.getContext('2d')
  }

  #start(): void {
    this.#stop()
    const [paint, subject] = [this.#paint, this.#subject]
    if (!paint || this.#size.width === 0) return
    // The zoom may yet be put in place in this frame.
    this.#frame = requestAnimationFrame(() => {
      const drawn = { transform: this.#zoom.current(), size: this.#size }
      const view = viewAt(drawn)
      const context = this.#prepare(this.#back, view)
      if (!context) return
      const steps = paint(context, view)
      const work = () => {
        const end = performance.now() + sliceMs
        let isDone = false
        while (!isDone && performance.now() < end) isDone = steps.next().done ?? false
        this.#frame = isDone ? 0 : requestAnimationFrame(work)
        if (isDone) this.#swap(drawn, subject)
      }
      work()
    })
  }

  #swap(drawn: Drawn, subject: unknown): void {
    const shown = this.#back
    this.#back = this.#front
    this.#front = shown
    this.#drawn = drawn
    this.#drawnSubject = subject
    this.#place(this.#front)
    this.#front.hidden = false
    this.#back.hidden = true
    this.#redrawOver()
    const { k, x, y } = this.#zoom.current()
    const { transform } = drawn
    if (k === transform.k && x === transform.x && y === transform.y) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#start(), idleMs)
  }

  #redrawOver(): void {
    if (!this.#drawn || !this.#paintOver || this.#drawnSubject !== this.#subject) return
    const view = viewAt(this.#drawn)
    const context = this.#prepare(this.#over, view)
    if (context) this.#paintOver(context, view)
    this.#place(this.#over)
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }
}

function viewAt({ transform, size: { width, height } }: Drawn): View {
  // The same picture with its origin moved by what lies beyond the edge.
  const moved = transform.translate((width * reach) / transform.k, (height * reach) / transform.k)
  return { transform: moved, width: width * (1 + 2 * reach), height: height * (1 + 2 * reach) }
}

/** Where under another transform lies what was painted, whatever room there is by now. */
function placeOf({ transform, size }: Drawn, { k, x, y }: ZoomTransform): { left: number; top: number; scale: number } {
  const scale = k / transform.k
  const left = x - scale * (transform.x + size.width * reach)
  const top = y - scale * (transform.y + size.height * reach)
  return { left, top, scale }
}

function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  canvas.style.transformOrigin = '0 0'
  canvas.style.willChange = 'transform'
  canvas.style.pointerEvents = 'none'
  return canvas
}
