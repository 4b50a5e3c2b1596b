import { route } from '@/lib/http/route'
import { CancelBatch, cancelBatch } from '@/lib/synthesis/cancel-batch'

export const POST = route(CancelBatch, cancelBatch)
