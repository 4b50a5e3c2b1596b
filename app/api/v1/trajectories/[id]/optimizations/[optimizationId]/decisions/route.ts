import { route } from '@/lib/http/route'
import { decideFindings } from '@/lib/optimize/request-revision'
import { DecideRequest } from '@/lib/optimize/revision-request'

export const POST = route(DecideRequest, decideFindings, 202)
