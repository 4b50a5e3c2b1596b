import { route } from '@/lib/http/route'
import { ClaimNext } from '@/lib/review/assignment'
import { claimNext } from '@/lib/review/claim-next'

export const POST = route(ClaimNext, claimNext)
