import { route } from '@/lib/http/route'
import { RetryBatch, retryBatch } from '@/lib/repository/retry-batch'

export const POST = route(RetryBatch, retryBatch, 202)
