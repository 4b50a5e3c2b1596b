import { GetContents } from '@/lib/dataset/contents'
import { getContents } from '@/lib/dataset/get-contents'
import { route } from '@/lib/http/route'

export const GET = route(GetContents, getContents)
