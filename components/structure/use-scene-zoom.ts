'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { findEntity, findHolder, readableScale, type Scene } from './scene'
import { type Size, useZoom, type Zoom } from './use-zoom'

export type SceneZoom = {
  zoom: Zoom
  fit: () => void
  hold: (id: string) => void
  flyTo: (id: string) => void
}

/**
 * Zoom that knows what it shows. A new subject is shown from the beginning; another picture of the same one leaves the
 * zoom alone, and a box that is to be held stays under the eyes.
 */
export function useSceneZoom(
  host: RefObject<HTMLDivElement | null>,
  scene: Scene,
  subject: string,
  node: string | null,
  size: Size,
): SceneZoom {
  const zoom = useZoom(host)
  const shown = useRef<{ scene: Scene; subject: string }>(undefined)
  const held = useRef<string>(undefined)
  const wanted = useRef<string>(undefined)
  const isSized = size.width > 0
  useLayoutEffect(() => {
    if (!isSized) return
    const before = shown.current
    const name = `${subject} ${scene.form}`
    if (before?.scene === scene) return
    shown.current = { scene, subject: name }
    const goal = wanted.current === undefined ? undefined : findHolder(scene, wanted.current)
    const [from, to] = [before?.scene, scene].map((each) => each && findEntity(each, held.current ?? null))
    held.current = wanted.current = undefined
    const chosen = findEntity(scene, node)
    if (before?.subject !== name) {
      zoom.open(scene, readableScale[scene.form])
      if (chosen) zoom.reveal(chosen)
    } else if (from && to) zoom.shift(from.x - to.x, from.y - to.y)
    if (goal) zoom.flyTo(goal)
  }, [scene, subject, node, isSized, zoom])
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
