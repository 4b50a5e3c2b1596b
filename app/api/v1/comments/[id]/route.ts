import { route } from '@/lib/http/route'
import { changeComment } from '@/lib/review/change-comment'
import { CommentChange, GetComment } from '@/lib/review/comment'
import { getOneComment } from '@/lib/review/list-threads'

export const GET = route(GetComment, getOneComment)
export const PATCH = route(CommentChange, changeComment)
