import { GetBulk } from '@/lib/bulk/bulk'
import { undoBulk } from '@/lib/bulk/undo-bulk'
import { route } from '@/lib/http/route'

export const POST = route(GetBulk, undoBulk, 202)
