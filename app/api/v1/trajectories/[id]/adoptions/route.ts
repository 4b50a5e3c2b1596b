import { route } from '@/lib/http/route'
import { adoptThoughts } from '@/lib/optimize/request-revision'
import { AdoptRequest } from '@/lib/optimize/revision-request'

export const POST = route(AdoptRequest, adoptThoughts, 202)
