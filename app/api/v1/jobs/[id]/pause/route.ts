import { route } from '@/lib/http/route'
import { PauseRequest, pauseJob } from '@/lib/jobs/pause-job'

export const POST = route(PauseRequest, pauseJob)
