import { BulkRequest } from '@/lib/bulk/bulk'
import { countBulk } from '@/lib/bulk/count-bulk'
import { route } from '@/lib/http/route'

export const POST = route(BulkRequest, countBulk)
