import { route } from '@/lib/http/route'
import { writeThought } from '@/lib/optimize/request-revision'
import { ThoughtRequest } from '@/lib/optimize/revision-request'

export const POST = route(ThoughtRequest, writeThought, 202)
