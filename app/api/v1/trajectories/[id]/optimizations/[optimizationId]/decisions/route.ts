import { route } from '@/lib/http/route'
import { reopenFindings } from '@/lib/optimize/reopen-findings'
import { decideFindings } from '@/lib/optimize/request-revision'
import { DecideRequest, ReopenRequest } from '@/lib/optimize/revision-request'

export const POST = route(DecideRequest, decideFindings, 202)
export const DELETE = route(ReopenRequest, reopenFindings)
