import { route } from '@/lib/http/route'
import { returnToRevision } from '@/lib/optimize/request-revision'
import { ReturnRequest } from '@/lib/optimize/revision-request'

export const POST = route(ReturnRequest, returnToRevision, 202)
