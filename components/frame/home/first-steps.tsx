import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

export type FirstStepsProps = {
  /** The sample's trajectory; null when there is none (yet). */
  sampleTrajectoryId: string | null
  /** Whether jobs run: without a sample, they are making it. */
  isWorking: boolean
  hasOwnRepository: boolean
  hasModel: boolean
  canImport: boolean
}

/** The way in, for whoever is here for the first time. */
export function FirstSteps({ sampleTrajectoryId, isWorking, hasOwnRepository, hasModel, canImport }: FirstStepsProps) {
  return (
    <ol className="grid gap-px overflow-hidden rounded border bg-neutral-6 md:grid-cols-3">
      <Step
        number={1}
        title="Look at the sample"
        action={
          sampleTrajectoryId && (
            <Button asChild tone={hasOwnRepository ? 'plain' : 'primary'}>
              <Link href={`/trajectories/${sampleTrajectoryId}`}>Open the sample</Link>
            </Button>
          )
        }
      >
        {sampleTrajectoryId
          ? 'Retrace has reconstructed its own source code. Step through it, and see what each search found.'
          : sampleOf(isWorking)}
      </Step>
      <Step
        number={2}
        title="Import your repository"
        isDone={hasOwnRepository}
        action={
          canImport ? (
            <Button asChild tone={sampleTrajectoryId ? 'plain' : 'primary'}>
              <Link href="/repositories">Go to repositories</Link>
            </Button>
          ) : undefined
        }
      >
        {canImport
          ? 'Give a git address. Retrace pins one commit, finds its structure and writes the trajectory behind it.'
          : 'Reviewers and administrators import repositories. Ask an administrator for that role.'}
      </Step>
      <Step
        number={3}
        title="Connect a model"
        isDone={hasModel}
        action={
          <Button asChild>
            <Link href="/settings/models">Go to models</Link>
          </Button>
        }
      >
        The embedded author and scorer work at once and are meant for trying. A language model writes the thoughts, and
        one that tells its likelihoods chooses among them.
      </Step>
    </ol>
  )
}

function sampleOf(isComing: boolean): string {
  return isComing
    ? 'The sample is on its way: Retrace reconstructs its own source code. The jobs at the top tell how far it is.'
    : 'There is no sample here. Import a repository to see a trajectory.'
}

function Step({
  number,
  title,
  isDone = false,
  action,
  children,
}: {
  number: number
  title: string
  isDone?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="flex flex-col items-start gap-1 bg-neutral-1 p-4">
      <h3 className="flex items-center gap-2 font-semibold">
        {isDone ? (
          <CircleCheck aria-label="Done" className="size-5 text-approve" />
        ) : (
          <span className="grid size-5 place-items-center rounded-full bg-neutral-4 text-small tabular-nums">
            {number}
          </span>
        )}
        {title}
      </h3>
      <p className="max-w-prose grow text-neutral-10">{children}</p>
      {action && <div className="pt-2">{action}</div>}
    </li>
  )
}
