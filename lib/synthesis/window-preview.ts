import { z } from 'zod'

/** What the windows of a snapshot will be; tokens are estimates. */
export const WindowPreview = z.object({
  windows: z.array(
    z.object({ name: z.string(), files: z.int(), given: z.int(), tokens: z.int(), isOver: z.boolean() }),
  ),
})
export type WindowPreview = z.infer<typeof WindowPreview>
