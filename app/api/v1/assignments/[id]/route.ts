import { route } from '@/lib/http/route'
import { AssignmentRequest } from '@/lib/review/assignment'
import { putBackAssignment } from '@/lib/review/end-assignment'
import { getAssignment } from '@/lib/review/get-assignment'

export const GET = route(AssignmentRequest, getAssignment)
export const DELETE = route(AssignmentRequest, putBackAssignment)
