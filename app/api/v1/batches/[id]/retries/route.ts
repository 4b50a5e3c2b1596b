import { route } from '@/lib/http/route'
import { RetrySynthesisBatch, retrySynthesisBatch } from '@/lib/synthesis/retry-synthesis-batch'

export const POST = route(RetrySynthesisBatch, retrySynthesisBatch, 202)
