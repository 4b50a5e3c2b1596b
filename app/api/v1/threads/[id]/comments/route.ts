import { route } from '@/lib/http/route'
import { NewComment } from '@/lib/review/comment'
import { replyToThread } from '@/lib/review/reply-to-thread'

export const POST = route(NewComment, replyToThread, 201)
