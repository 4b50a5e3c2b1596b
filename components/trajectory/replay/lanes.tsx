'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { z } from 'zod'
import { usePaints } from '@/components/structure/paints'
import { useSize } from '@/components/structure/use-size'
import type { MarksByStep } from '@/components/trajectory/marks'
import { moveToRun } from '@/components/trajectory/navigation'
import { nameOfStep } from '@/components/trajectory/step-icon'
import { IconButton } from '@/components/ui/icon-button'
import { useCommands } from '@/components/ui/use-commands'
import { useMedia } from '@/components/ui/use-media'
import { useRemembered } from '@/components/ui/use-remembered'
import type { Run } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import { LaneNames } from './lane-names'
import { type LaneScene, mapHeight, paintLanes, paintMap, rowHeight } from './lane-paint'
import {
  following,
  type LaneModel,
  type LaneView,
  laneModel,
  openView,
  placed,
  rowsOf,
  startOf,
  stepAt,
  zoomed,
} from './lane-view'

export type LanesProps = {
  runs: readonly Run[]
  steps: readonly StepEntry[]
  /** Tokens up to the end of each step. */
  tokens: readonly number[]
  /** Place of the step under the cursor among the steps. */
  index: number
  marks: MarksByStep
  /** Place of the run that is looked at alone. */
  focus: number | undefined
  onMove: (position: number) => void
}

const mostRows = 5
const IsOpen = z.boolean()

/**
 * The runs in time, one lane each, as wide as their tokens, and below them a map of all: dragged to scrub, turned to
 * zoom. The cursor is always in sight.
 */
export const Lanes = memo(function Lanes({ runs, steps, tokens, index, marks, focus, onMove }: LanesProps) {
  const model = useMemo(() => laneModel(steps, runs, tokens), [steps, runs, tokens])
  const [chosen, setChosen] = useState<LaneView>()
  const isShort = useMedia('short')
  const [isOpen, setIsOpen] = useRemembered(isShort ? 'lanes.short' : 'lanes', IsOpen, !isShort)
  const host = useRef<HTMLDivElement>(null)
  const { width } = useSize(host)
  const paints = usePaints(host)
  const focused = useMemo(() => focusView(model, focus), [model, focus])
  const opened = useMemo(() => openView(model, 0), [model])
  const view = following(chosen ?? focused ?? opened, model, index)
  const rows = Math.min(mostRows, Math.max(1, rowsOf(model, view, runs.length + 1).size))
  const scene = useMemo<LaneScene | undefined>(
    () =>
      paints && width > 0 && steps.length > 0 ? { model, steps, marks, focus, width, paint: paints.of } : undefined,
    [model, steps, marks, focus, width, paints],
  )
  // A run that comes into focus is shown as a whole, whatever was shown before.
  const [seenFocus, setSeenFocus] = useState(focus)
  if (seenFocus !== focus) {
    setSeenFocus(focus)
    setChosen(undefined)
  }
  const zoom = (factor: number, around = startOf(model, index)) => setChosen(zoomed(view, model, around, factor))
  useCommands([
    {
      id: 'lanes',
      title: isOpen ? 'Fold the lanes' : 'Unfold the lanes',
      group: 'Replay',
      keys: 'w l',
      run: () => setIsOpen(!isOpen),
    },
    { id: 'lanes-in', title: 'Zoom into the lanes', group: 'Replay', keys: '+', run: () => zoom(0.5) },
    { id: 'lanes-out', title: 'Zoom out of the lanes', group: 'Replay', keys: '-', run: () => zoom(2) },
  ])
  const goTo = (place: number) => {
    const step = steps[stepAt(model, Math.max(0, Math.min(model.total - 1, place)))]
    if (step) onMove(step.position)
  }
  const surface = { view, model, width, onGo: goTo, onView: setChosen }
  const entry = steps[index]
  return (
    <section aria-label="Lanes" className="flex shrink-0 border-b select-none">
      <div className="flex w-40 shrink-0 flex-col border-r">
        {isOpen && (
          <LaneNames
            runs={runs}
            model={model}
            view={view}
            rows={rows}
            current={runs.findIndex(({ id }) => id === entry?.runId)}
          />
        )}
        <div className="flex items-center gap-1 px-1 text-small text-neutral-10" style={{ height: mapHeight + 4 }}>
          <IconButton
            label={isOpen ? 'Fold the lanes' : 'Unfold the lanes'}
            keys="w l"
            className="h-5! w-5!"
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown /> : <ChevronRight />}
          </IconButton>
          <span className="truncate tabular-nums">{runs.length === 1 ? '1 run' : `${runs.length} runs`}</span>
        </div>
      </div>
      <div ref={host} className="min-w-0 grow overflow-hidden">
        {isOpen && (
          <Surface {...surface} range={view} height={rows * rowHeight}>
            <LaneCanvas scene={scene} view={view} rows={rows} />
            <Place model={model} range={view} index={index} width={width} />
          </Surface>
        )}
        <Surface
          {...surface}
          range={{ from: 0, to: model.total }}
          height={mapHeight + 4}
          slider={{
            value: index,
            count: steps.length,
            words: entry
              ? `step ${index + 1} of ${steps.length}, ${nameOfStep(entry)}${entry.path ? ` ${entry.path}` : ''}`
              : '',
            onKey: (key) => {
              const to = keyTarget(key, index, steps)
              if (to === undefined) return false
              onMove(to)
              return true
            },
          }}
        >
          <MapCanvas scene={scene} />
          {isOpen && view.to - view.from < model.total && (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0.5 rounded-small border border-neutral-8 bg-neutral-12/5"
              style={{
                left: (view.from / model.total) * width,
                width: Math.max(6, ((view.to - view.from) / model.total) * width),
              }}
            />
          )}
          <Place model={model} range={{ from: 0, to: model.total }} index={index} width={width} />
        </Surface>
      </div>
    </section>
  )
})

/** The whole of a run with some air around it. */
function focusView(model: LaneModel, focus: number | undefined): LaneView | undefined {
  const own = focus === undefined ? [] : model.stretches.filter(({ runOrder }) => runOrder === focus)
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) return undefined
  const air = (last.to - first.from) * 0.1
  return placed(first.from - air, Math.min(model.total, last.to - first.from + 2 * air), model)
}

function keyTarget(key: string, index: number, steps: readonly StepEntry[]): number | undefined {
  const position = (at: number) => steps[Math.max(0, Math.min(steps.length - 1, at))]?.position
  const here = position(index) ?? 0
  if (key === 'ArrowRight' || key === 'ArrowUp') return position(index + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return position(index - 1)
  if (key === 'PageDown') return moveToRun(steps, here, 1)
  if (key === 'PageUp') return moveToRun(steps, here, -1)
  if (key === 'Home') return position(0)
  return key === 'End' ? position(steps.length - 1) : undefined
}

type SurfaceProps = {
  /** What is drawn on it. */
  range: LaneView
  view: LaneView
  model: LaneModel
  width: number
  height: number
  onGo: (place: number) => void
  onView: (view: LaneView) => void
  slider?: { value: number; count: number; words: string; onKey: (key: string) => boolean }
  children: React.ReactNode
}

/** Pressed and dragged, it moves the cursor; the wheel zooms, sideways or with Shift it moves what is seen. */
function Surface({ range, view, model, width, height, onGo, onView, slider, children }: SurfaceProps) {
  const element = useRef<HTMLDivElement>(null)
  const placeOf = (clientX: number) => {
    const left = element.current?.getBoundingClientRect().left ?? 0
    return range.from + ((clientX - left) / Math.max(1, width)) * (range.to - range.from)
  }
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
    const span = view.to - view.from
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
      onView(placed(view.from + (sideways / Math.max(1, width)) * span, span, model))
    else onView(zoomed(view, model, placeOf(event.clientX), 1.0015 ** event.deltaY))
  })
  // React listens passively to the wheel: the page would zoom too.
  useEffect(() => {
    const own = element.current
    const listen = (event: WheelEvent) => onWheel(event)
    own?.addEventListener('wheel', listen, { passive: false })
    return () => own?.removeEventListener('wheel', listen)
  }, [])
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    if (event.buttons === 1) onGo(placeOf(event.clientX))
  }
  return (
    <div
      ref={element}
      onPointerDown={drag}
      onPointerMove={drag}
      data-ring="inside"
      className="relative cursor-crosshair touch-none overflow-hidden"
      style={{ height }}
      {...(slider && {
        role: 'slider',
        tabIndex: 0,
        'aria-label': 'Place in the trajectory',
        'aria-valuemin': 1,
        'aria-valuemax': slider.count,
        'aria-valuenow': slider.value + 1,
        'aria-valuetext': slider.words,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.metaKey || event.ctrlKey || event.altKey || !slider.onKey(event.key)) return
          event.preventDefault()
          event.stopPropagation()
        },
      })}
    >
      {children}
    </div>
  )
}

/** Where the cursor is. */
function Place({ model, range, index, width }: { model: LaneModel; range: LaneView; index: number; width: number }) {
  const scale = width / (range.to - range.from)
  const left = (startOf(model, index) - range.from) * scale
  const wide = Math.max(2, ((model.ends[index] ?? 0) - startOf(model, index)) * scale)
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-y-0 left-0 border-x border-accent bg-accent/15"
      style={{ width: Math.min(wide, width), transform: `translateX(${left}px)` }}
    />
  )
}

function LaneCanvas({ scene, view, rows }: { scene: LaneScene | undefined; view: LaneView; rows: number }) {
  const { from, to } = view
  const ref = useCanvas(scene, rows * rowHeight, (canvas, drawn) => paintLanes(canvas, drawn, { from, to }, rows), [
    from,
    to,
  ])
  return <canvas ref={ref} aria-hidden className="absolute inset-0 size-full" />
}

/** Drawn once: moves of the cursor and of what is seen lie over it. */
const MapCanvas = memo(function MapCanvas({ scene }: { scene: LaneScene | undefined }) {
  const ref = useCanvas(scene, mapHeight + 4, paintMap, [])
  return <canvas ref={ref} aria-hidden className="absolute inset-0 size-full" />
})

function useCanvas(
  scene: LaneScene | undefined,
  height: number,
  draw: (canvas: CanvasRenderingContext2D, scene: LaneScene) => void,
  inputs: readonly number[],
) {
  const ref = useRef<HTMLCanvasElement>(null)
  const paint = useEffectEvent((canvas: CanvasRenderingContext2D, drawn: LaneScene) => draw(canvas, drawn))
  useEffect(() => {
    const [canvas, context] = [ref.current, ref.current?.getContext('2d')]
    if (!scene || !canvas || !context) return
    const ratio = window.devicePixelRatio
    canvas.width = Math.round(scene.width * ratio)
    canvas.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(context, scene)
  }, [scene, height, ...inputs])
  return ref
}
