import { route } from '@/lib/http/route'
import { ResumeRequest, resumeJob } from '@/lib/jobs/resume-job'

export const POST = route(ResumeRequest, resumeJob)
