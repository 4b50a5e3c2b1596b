import { route } from '@/lib/http/route'
import { AssignmentRequest } from '@/lib/review/assignment'
import { keepAssignment } from '@/lib/review/keep-assignment'

export const POST = route(AssignmentRequest, keepAssignment)
