import { JobChange } from '@/lib/jobs/job'

type Listener = (change: JobChange) => void

const listeners = new Set<Listener>()
const reopenAfterMs = 3000
let source: EventSource | undefined
let reopening: ReturnType<typeof setTimeout> | undefined

/** Calls `listener` for every change of any job. All listeners of the page share one connection. */
export function listenToJobs(listener: Listener): () => void {
  listeners.add(listener)
  open()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) close()
  }
}

function open(): void {
  if (source) return
  source = new EventSource('/api/v1/events')
  source.onmessage = ({ data }) => {
    const change = JobChange.safeParse(parseJson(data))
    if (change.success) for (const listener of [...listeners]) listener(change.data)
  }
  // The browser reconnects by itself, but not after an answer such as 401 or 503.
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return
    close()
    reopening = setTimeout(open, reopenAfterMs)
  }
}

function close(): void {
  clearTimeout(reopening)
  source?.close()
  source = undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
