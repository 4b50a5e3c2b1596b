import { route } from '@/lib/http/route'
import { ListBatches, listBatches } from '@/lib/repository/list-batches'
import { BatchRequest, requestBatch } from '@/lib/repository/request-batch'

export const GET = route(ListBatches, listBatches)
export const POST = route(BatchRequest, requestBatch, 202)
