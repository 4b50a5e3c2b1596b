import { route } from '@/lib/http/route'
import { ListBatchItems, listBatchItems } from '@/lib/repository/list-batch-items'

export const GET = route(ListBatchItems, listBatchItems)
