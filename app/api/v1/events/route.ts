import { currentActor } from '@/lib/auth/session'
import { databaseUrl } from '@/lib/db/client'
import { guarded } from '@/lib/http/route'
import { subscribeToJobs } from '@/lib/jobs/events'

export const dynamic = 'force-dynamic'

const heartbeatMs = 20_000

/** Server-sent events: one `JobChange` per change of a job. The signed-in person is checked again at each heartbeat. */
export const GET = guarded(async (request) => {
  await currentActor()
  const encoder = new TextEncoder()
  let stop = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          stop()
        }
      }
      const unsubscribe = subscribeToJobs(databaseUrl(), (change) => send(`data: ${JSON.stringify(change)}\n\n`))
      const heartbeat = setInterval(() => {
        currentActor().then(
          () => send(': still here\n\n'),
          () => stop(),
        )
      }, heartbeatMs)
      stop = () => {
        stop = () => {}
        clearInterval(heartbeat)
        unsubscribe()
        try {
          controller.close()
        } catch {
          // The browser closed it first.
        }
      }
      request.signal.addEventListener('abort', () => stop())
      send('retry: 2000\n\n')
    },
    cancel: () => stop(),
  })
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  }
  return new Response(stream, { headers })
})
