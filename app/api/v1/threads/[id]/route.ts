import { route } from '@/lib/http/route'
import { changeThread } from '@/lib/review/change-thread'
import { GetThread, ThreadChange } from '@/lib/review/comment'
import { getThread } from '@/lib/review/list-threads'

export const GET = route(GetThread, getThread)
export const PATCH = route(ThreadChange, changeThread)
