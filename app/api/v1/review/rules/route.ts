import { route } from '@/lib/http/route'
import { ReviewPolicy } from '@/lib/review/policy'
import { ReadRules, readRules } from '@/lib/review/read-rules'
import { savePolicy } from '@/lib/review/save-policy'

export const GET = route(ReadRules, readRules)
export const PUT = route(ReviewPolicy, savePolicy)
