import { type ForceInput, forceLayout } from './force-layout'
import { type NestedInput, nestedLayout, type Places } from './nested-layout'

export type LayoutRequest = { form: 'layers'; input: NestedInput } | { form: 'force'; input: ForceInput }

/** What the worker is told and tells; `id` says which request it is about. */
export type LayoutOrder = { id: number; request: LayoutRequest }
/** What the worker says first, once it is there. */
export const layoutReady = 'ready'

/** How much is done, from 0 to 1. */
export type LayoutStep = { id: number; done: number }

export type LayoutAnswer = { id: number; places: Places } | { id: number; error: string }

/**
 * Does the layout in steps, so that whoever runs it can look up in between: each says how much is done, the last one has
 * the places.
 */
export function* runLayout(request: LayoutRequest): Generator<number, Places> {
  return request.form === 'force' ? yield* forceLayout(request.input) : yield* nestedLayout(request.input)
}
