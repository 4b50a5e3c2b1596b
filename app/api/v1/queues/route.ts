import { route } from '@/lib/http/route'
import { SaveQueue } from '@/lib/review/queue'
import { ListQueues, listQueues, saveQueue } from '@/lib/review/save-queue'

export const GET = route(ListQueues, listQueues)
export const POST = route(SaveQueue.omit({ id: true }), saveQueue, 201)
