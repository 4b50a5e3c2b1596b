import { route } from '@/lib/http/route'
import { GetCallTotal, getCallTotal } from '@/lib/trajectory/get-call-total'

export const GET = route(GetCallTotal, getCallTotal)
