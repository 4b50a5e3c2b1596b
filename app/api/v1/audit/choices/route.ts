import { route } from '@/lib/http/route'
import { GetAuditChoices, getAuditChoices } from '@/lib/review/list-audit'

export const GET = route(GetAuditChoices, getAuditChoices)
