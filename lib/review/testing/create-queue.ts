import { operator } from '@/lib/auth/actor'
import { QueueSettings, type QueueView } from '@/lib/review/queue'
import { saveQueue } from '@/lib/review/save-queue'

/** A queue of all drafts, unless the settings say otherwise. */
export function createQueue(settings: Partial<QueueSettings> = {}): Promise<QueueView> {
  return saveQueue(operator, QueueSettings.parse({ name: 'All', filter: {}, ...settings }))
}
