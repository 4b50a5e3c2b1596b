import { BulkRequest } from '@/lib/bulk/bulk'
import { requestBulk } from '@/lib/bulk/request-bulk'
import { route } from '@/lib/http/route'

export const POST = route(BulkRequest, requestBulk, 202)
