import { route } from '@/lib/http/route'
import { ListThreads, NewThread } from '@/lib/review/comment'
import { listThreads } from '@/lib/review/list-threads'
import { startThread } from '@/lib/review/start-thread'

export const GET = route(ListThreads, listThreads)
export const POST = route(NewThread, startThread, 201)
