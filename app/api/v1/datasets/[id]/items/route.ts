import { ListContents } from '@/lib/dataset/contents'
import { listContents } from '@/lib/dataset/get-contents'
import { route } from '@/lib/http/route'

export const GET = route(ListContents, listContents)
