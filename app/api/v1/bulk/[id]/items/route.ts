import { ListBulkItems } from '@/lib/bulk/bulk'
import { listBulkItems } from '@/lib/bulk/get-bulk'
import { route } from '@/lib/http/route'

export const GET = route(ListBulkItems, listBulkItems)
