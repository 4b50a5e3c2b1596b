import { GetBulk } from '@/lib/bulk/bulk'
import { getBulk } from '@/lib/bulk/get-bulk'
import { route } from '@/lib/http/route'

export const GET = route(GetBulk, getBulk)
