import { route } from '@/lib/http/route'
import { SummarizeBatch, summarizeBatch } from '@/lib/synthesis/summarize-batch'

export const GET = route(SummarizeBatch, summarizeBatch)
