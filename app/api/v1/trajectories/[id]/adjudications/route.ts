import { route } from '@/lib/http/route'
import { adjudicate } from '@/lib/review/adjudicate'
import { GetDisagreement, getDisagreement } from '@/lib/review/list-disagreements'
import { SubmitVerdict } from '@/lib/review/verdict'

export const GET = route(GetDisagreement, getDisagreement)
export const POST = route(SubmitVerdict, adjudicate, 201)
