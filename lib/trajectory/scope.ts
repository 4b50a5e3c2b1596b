import { z } from 'zod'

/** Which of the windows of a snapshot a trajectory is about. */
export const WindowName = z.object({ name: z.string(), number: z.int().min(1), of: z.int().min(1) })

/**
 * The window of a snapshot that a trajectory is about: the `paths` that it writes, and the files that are `given`, which
 * exist when its work begins, may be read, and stay as they are.
 */
export const Scope = WindowName.extend({
  /** The same for all windows that were asked for at once. */
  group: z.string(),
  paths: z.array(z.string()),
  given: z.array(z.string()),
})

export type WindowName = z.infer<typeof WindowName>
export type Scope = z.infer<typeof Scope>

/** `3 of 12: packages/server` */
export function windowWords({ name, number, of }: WindowName): string {
  return `${number} of ${of}: ${name}`
}
