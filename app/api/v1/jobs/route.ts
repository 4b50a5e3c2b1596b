import { route } from '@/lib/http/route'
import { ListJobs, listJobs } from '@/lib/jobs/list-jobs'

export const GET = route(ListJobs, listJobs)
