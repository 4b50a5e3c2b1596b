import { route } from '@/lib/http/route'
import { GetJob, getJob } from '@/lib/jobs/get-job'

export const GET = route(GetJob, getJob)
