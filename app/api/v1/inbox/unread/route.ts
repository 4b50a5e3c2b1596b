import { route } from '@/lib/http/route'
import { CountUnread } from '@/lib/review/inbox'
import { countUnread } from '@/lib/review/read-inbox'

export const GET = route(CountUnread, countUnread)
