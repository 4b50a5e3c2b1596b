import { route } from '@/lib/http/route'
import { SkipRequest } from '@/lib/review/assignment'
import { skipAssignment } from '@/lib/review/end-assignment'

export const POST = route(SkipRequest, skipAssignment)
