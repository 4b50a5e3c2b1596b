import { route } from '@/lib/http/route'
import { GetBatch, getBatch } from '@/lib/repository/batch/get-batch'

export const GET = route(GetBatch, getBatch)
