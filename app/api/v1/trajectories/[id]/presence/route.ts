import { route } from '@/lib/http/route'
import { ShowPresence } from '@/lib/review/presence'
import { leavePresence, showPresence } from '@/lib/review/show-presence'

export const POST = route(ShowPresence, showPresence)
export const DELETE = route(ShowPresence, leavePresence)
