import type { Command } from 'commander'
import { operator } from '@/lib/auth/actor'
import { parseInput } from '@/lib/http/parse-input'
import type { JobRun } from '@/lib/jobs/job'
import { ListJobs, listJobs } from '@/lib/jobs/list-jobs'
import { PauseRequest, pauseJob } from '@/lib/jobs/pause-job'
import { CancelRequest, requestCancel } from '@/lib/jobs/request-cancel'
import { ResumeRequest, resumeJob } from '@/lib/jobs/resume-job'
import type { Session } from './session'

type Output = Record<string, unknown>
type Print = (options: { json?: boolean }, act: (session: Session) => Promise<Output>) => Promise<void>

/** `retrace jobs …`: the work in the background, as on the page of the activity. */
export function addJobCommands(
  parent: Command,
  command: (parent: Command, usage: string, description: string) => Command,
  print: Print,
): void {
  const jobs = parent.command('jobs').description('what waits, runs or is paused').exitOverride()

  command(jobs, 'list', 'every job that has not ended').action((options) =>
    print(options, async () => {
      const found = await listJobs(operator, parseInput(ListJobs, { isActive: 'true', limit: 200 }))
      return { jobs: found.map(outputOf) }
    }),
  )

  command(jobs, 'pause <id>', 'hold a job; what it has done stays').action((id, options) =>
    print(options, async () => outputOf(await pauseJob(operator, parseInput(PauseRequest, { id })))),
  )

  command(jobs, 'resume <id>', 'let a paused job go on where it stopped, and wait for its end').action((id, options) =>
    print(options, async (session) => {
      const job = await resumeJob(operator, parseInput(ResumeRequest, { id }))
      // Who held it before would rather hold it again than lose it.
      return outputOf(await session.finish(job.id, () => pauseJob(operator, { id: job.id })))
    }),
  )

  command(jobs, 'cancel <id>', 'end a job without its result').action((id, options) =>
    print(options, async () => outputOf(await requestCancel(operator, parseInput(CancelRequest, { id })))),
  )
}

function outputOf({ id, kind, title, state, done, total, unit, isPausing, isCanceling }: JobRun): Output {
  const told = isCanceling ? 'canceling' : isPausing ? 'pausing' : state
  return { id, kind, title, state: told, done, total, unit }
}
