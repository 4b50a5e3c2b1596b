import { route } from '@/lib/http/route'
import { MarkInbox, ReadInbox } from '@/lib/review/inbox'
import { markInbox, readInbox } from '@/lib/review/read-inbox'

export const GET = route(ReadInbox, readInbox)
export const PATCH = route(MarkInbox, markInbox)
