import type { Role } from '@/lib/auth/actor'

export const roleChoices: { value: Role; label: string }[] = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'reviewer', label: 'Reviewer' },
  { value: 'admin', label: 'Administrator' },
]
