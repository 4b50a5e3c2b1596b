import { z } from 'zod'

const Name = z.string().trim().min(1, 'Give the view a name.').max(80)
/** What follows the `?` of the list: filter, order, columns. */
const Address = z.string().max(8000)

/** A list under a name, for oneself or for everybody. */
export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  isShared: z.boolean(),
  by: z.string(),
  isOwn: z.boolean(),
  /** Whether one's own list opens with it. */
  isDefault: z.boolean(),
})

export const ListViews = z.object({})
export const GetView = z.object({ id: z.uuid() })
export const NewView = z.object({ name: Name, address: Address, isShared: z.boolean().default(false) })
export const ViewChange = z.object({
  id: z.uuid(),
  name: Name.optional(),
  address: Address.optional(),
  isShared: z.boolean().optional(),
})
export const DefaultChoice = z.object({ id: z.uuid(), isDefault: z.boolean() })

export type SavedView = z.infer<typeof SavedView>
export type NewView = z.infer<typeof NewView>
export type ViewChange = z.infer<typeof ViewChange>
