import { route } from '@/lib/http/route'
import { CancelRequest, requestCancel } from '@/lib/jobs/request-cancel'

export const POST = route(CancelRequest, requestCancel)
