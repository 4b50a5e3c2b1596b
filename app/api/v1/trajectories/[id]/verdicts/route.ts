import { route } from '@/lib/http/route'
import { listVerdicts } from '@/lib/review/list-verdicts'
import { submitVerdict } from '@/lib/review/submit-verdict'
import { ListVerdicts, SubmitVerdict, WithdrawVerdict } from '@/lib/review/verdict'
import { withdrawVerdict } from '@/lib/review/withdraw-verdict'

export const GET = route(ListVerdicts, listVerdicts)
export const POST = route(SubmitVerdict, submitVerdict, 201)
export const DELETE = route(WithdrawVerdict, withdrawVerdict)
