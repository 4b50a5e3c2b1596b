import { route } from '@/lib/http/route'
import { ListBatches, listBatches } from '@/lib/repository/batch/list-batches'
import { requestSynthesisBatch, SynthesisBatchRequest } from '@/lib/synthesis/request-synthesis-batch'

export const GET = route(ListBatches, listBatches)
export const POST = route(SynthesisBatchRequest, requestSynthesisBatch, 202)
