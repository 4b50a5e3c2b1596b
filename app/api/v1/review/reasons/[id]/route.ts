import { route } from '@/lib/http/route'
import { ChangeReason, changeVerdictReason } from '@/lib/review/save-reason'

export const PATCH = route(ChangeReason, changeVerdictReason)
