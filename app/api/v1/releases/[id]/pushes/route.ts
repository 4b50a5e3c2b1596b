import { ListPushes, PushRequest } from '@/lib/dataset/push/destination'
import { listPushes } from '@/lib/dataset/push/list-destinations'
import { requestPush } from '@/lib/dataset/push/request-push'
import { route } from '@/lib/http/route'

export const GET = route(ListPushes, listPushes)
export const POST = route(PushRequest, requestPush, 202)
