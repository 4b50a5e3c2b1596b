'use client'

import type { ZoomTransform } from 'd3'
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import { keptPlace, showsAny } from './kept-place'
import { findEntity, findHolder, readableScale, type Scene } from './scene'
import type { Arrival, GraphAddress } from './use-graph-view'
import { useZoom, type Zoom } from './use-zoom'
import { type Room, resized, type Size, transformAt, type Viewpoint, viewpointOf } from './viewpoint'

export type SceneZoom = {
  zoom: Zoom
  fit: () => void
  hold: (id: string) => void
  flyTo: (id: string) => void
}

/** What was seen last, and where: it outlives the drawing, so that another form in between changes nothing. */
export type LastSeen = { scene: Scene; transform: ZoomTransform; arrival: Arrival; room: Room }

export type SceneZoomOptions = {
  scene: Scene
  /** Whether the scene is what is asked for, not the one from before. */
  isCurrent: boolean
  /** What is looked at, the first of them that is in view: it stays under the eyes in the next picture. */
  looked: readonly (string | null)[]
  lastSeen: RefObject<LastSeen | undefined>
  arrival: Arrival
  onMove: GraphAddress['onMove']
  size: Size
}

/**
 * Zoom that knows what it shows. Another picture keeps the scale, and keeps in place what is looked at; it is shown from
 * the beginning only when it has nothing of what was in view. Whoever comes to an address sees it as it was left.
 */
export function useSceneZoom(host: RefObject<HTMLDivElement | null>, options: SceneZoomOptions): SceneZoom {
  const { scene, isCurrent, looked, lastSeen, arrival, onMove, size } = options
  const zoom = useZoom(host)
  const held = useRef<string>(undefined)
  const wanted = useRef<string>(undefined)
  const isPlaced = useRef(false)
  const beginning = useRef({ isMade: false, isNow: false })
  const isSized = size.width > 0
  const locate = useCallback(
    () => (host.current ? viewpointOf(zoom.current(), sizeOf(host.current)) : undefined),
    [host, zoom],
  )
  useLayoutEffect(
    () =>
      zoom.subscribe((transform) => {
        beginning.current.isNow = beginning.current.isMade
        if (lastSeen.current) lastSeen.current.transform = transform
        onMove(locate, beginning.current.isNow)
      }),
    [zoom, lastSeen, onMove, locate],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size says when to measure again
  useLayoutEffect(() => {
    const seen = lastSeen.current
    if (!isPlaced.current || !seen || !host.current) return
    const [now, room, { isNow }] = [zoom.current(), roomOf(host.current), beginning.current]
    const moved = resized(now, seen.room, room)
    seen.room = room
    beginning.current.isMade = isNow
    if (moved !== now) zoom.put(moved)
    beginning.current.isMade = false
    // What is beside the drawing takes of its room: then another point is in the middle.
    onMove(locate, isNow)
  }, [size, host, lastSeen, zoom, locate, onMove])
  useLayoutEffect(() => {
    if (!isSized || !host.current) return
    const room = roomOf(host.current)
    const before = lastSeen.current && inRoom(lastSeen.current, room)
    const isArrival = isCurrent && before?.arrival !== arrival
    if (isPlaced.current && before?.scene === scene && !isArrival) return
    const goal = wanted.current === undefined ? undefined : findHolder(scene, wanted.current)
    const found = placeFor(scene, room.size, isArrival ? arrival.at : null, before, [held.current ?? null, ...looked])
    isPlaced.current = true
    held.current = wanted.current = undefined
    const seen = isArrival ? arrival : (before?.arrival ?? arrival)
    lastSeen.current = { scene, transform: found ?? zoom.current(), arrival: seen, room }
    if (found) zoom.put(found)
    else {
      const chosen = looked.map((id) => findEntity(scene, id)).find((entity) => entity)
      beginning.current.isMade = true
      zoom.open(scene, readableScale[scene.form])
      if (chosen) zoom.reveal(chosen, false)
      beginning.current.isMade = false
    }
    if (goal) zoom.flyTo(goal)
  }, [host, scene, isCurrent, looked, lastSeen, arrival, isSized, zoom])
  return {
    zoom,
    fit: () => zoom.fit(scene),
    hold: (id) => {
      held.current = id
    },
    flyTo: (id) => {
      const found = findEntity(scene, id)
      if (found) zoom.flyTo(found)
      else wanted.current = id
    },
  }
}

/** As the address has it, else as it was, else so that what is looked at stays in place; undefined when none can be. */
function placeFor(
  scene: Scene,
  room: Size,
  at: Viewpoint | null,
  before: LastSeen | undefined,
  looked: readonly (string | null)[],
): ZoomTransform | undefined {
  const told = at ? transformAt(at, room) : undefined
  if (told && showsAny(told, scene, room)) return told
  if (!before || before.scene === scene) return before?.transform
  return keptPlace(before.transform, before.scene, scene, room, looked)
}

/** As it would be seen in another room. */
function inRoom(seen: LastSeen, room: Room): LastSeen {
  return { ...seen, room, transform: resized(seen.transform, seen.room, room) }
}

function roomOf(element: HTMLElement): Room {
  // Not the window, which may be told of before what is in it is laid out anew.
  return { size: sizeOf(element), page: sizeOf(element.closest('main') ?? document.body) }
}

function sizeOf({ clientWidth: width, clientHeight: height }: HTMLElement): Size {
  return { width, height }
}
