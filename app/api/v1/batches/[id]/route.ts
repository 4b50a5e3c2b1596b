import { route } from '@/lib/http/route'
import { GetBatch, getBatch } from '@/lib/repository/get-batch'

export const GET = route(GetBatch, getBatch)
