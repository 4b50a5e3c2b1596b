import { route } from '@/lib/http/route'
import { ListBatchRows, listBatchRows } from '@/lib/synthesis/list-batch-rows'

export const GET = route(ListBatchRows, listBatchRows)
