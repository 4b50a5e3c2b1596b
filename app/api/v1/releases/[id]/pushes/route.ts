import { ListPushes, PushRequest } from '@/lib/dataset/destination'
import { listPushes } from '@/lib/dataset/list-destinations'
import { requestPush } from '@/lib/dataset/request-push'
import { route } from '@/lib/http/route'

export const GET = route(ListPushes, listPushes)
export const POST = route(PushRequest, requestPush, 202)
