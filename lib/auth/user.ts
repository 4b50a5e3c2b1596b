import { z } from 'zod'

export const RoleName = z.enum(['admin', 'reviewer', 'viewer'])

/** Addresses are compared in lower case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'The e-mail address is too long.')
  .pipe(z.email('Give an e-mail address, such as ada@example.org.'))

export const minPasswordLength = 12

export const NewPassword = z
  .string()
  .min(minPasswordLength, `The password needs at least ${minPasswordLength} characters.`)
  .max(256, 'The password may have at most 256 characters.')

export const PersonName = z.string().trim().min(1, 'Give a name.').max(100, 'The name may have at most 100 characters.')

export const UserView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: RoleName,
  isDisabled: z.boolean(),
  createdAt: z.string(),
  /** When the person was last here, by their sessions. */
  lastSeenAt: z.string().nullable(),
})

export const SessionView = z.object({
  id: z.string(),
  userAgent: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
})

export type UserView = z.infer<typeof UserView>
export type SessionView = z.infer<typeof SessionView>
