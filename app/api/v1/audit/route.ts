import { ListAudit } from '@/lib/auth/audit'
import { listAudit } from '@/lib/auth/list-audit'
import { route } from '@/lib/http/route'

export const GET = route(ListAudit, listAudit)
