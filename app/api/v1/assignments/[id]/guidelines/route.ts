import { route } from '@/lib/http/route'
import { AssignmentRequest } from '@/lib/review/assignment'
import { readGuidelines } from '@/lib/review/get-assignment'

export const POST = route(AssignmentRequest, readGuidelines)
