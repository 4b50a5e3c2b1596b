import { route } from '@/lib/http/route'
import { SnoozeRequest } from '@/lib/review/assignment'
import { snoozeAssignment } from '@/lib/review/end-assignment'

export const POST = route(SnoozeRequest, snoozeAssignment)
