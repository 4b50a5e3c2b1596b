import { route } from '@/lib/http/route'
import { SaveQueue } from '@/lib/review/queue'
import { ArchiveQueue, archiveQueue, GetQueue, getQueue, saveQueue } from '@/lib/review/save-queue'

export const GET = route(GetQueue, getQueue)
export const PUT = route(SaveQueue.required({ id: true }), saveQueue)
export const PATCH = route(ArchiveQueue, archiveQueue)
