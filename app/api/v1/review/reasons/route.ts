import { route } from '@/lib/http/route'
import { AddReason, addReason } from '@/lib/review/save-reason'

export const POST = route(AddReason, addReason, 201)
