import { ListAudit } from '@/lib/auth/audit'
import { route } from '@/lib/http/route'
import { listAudit } from '@/lib/review/list-audit'

export const GET = route(ListAudit, listAudit)
