import { GetAuditChoices, getAuditChoices } from '@/lib/auth/list-audit'
import { route } from '@/lib/http/route'

export const GET = route(GetAuditChoices, getAuditChoices)
