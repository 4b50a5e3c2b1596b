import { renderPromises } from '@/lib/trajectory/render'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import type { FileFacts } from './facts'

/** What the plan says of a file and of the files that it uses, before any of them is thought through. */
export type Skeleton = { own: PlanEntry | undefined; uses: readonly PlanEntry[] }

const mostUses = 12

export const noSkeleton: Skeleton = { own: undefined, uses: [] }

/** The part of a plan that the work on one file rests on; of many files that it uses, the first ones. */
export function skeletonOf(plan: ReadonlyMap<string, PlanEntry>, { path, needs }: FileFacts): Skeleton {
  const uses = needs.flatMap((need) => plan.get(need.path) ?? [])
  return { own: plan.get(path), uses: uses.slice(0, mostUses) }
}

/** As sections of a prompt; empty where the plan says nothing. */
export function describeSkeleton({ own, uses }: Skeleton): string[] {
  return [
    own ? ['What the plan says of it:', `Purpose: ${own.purpose}`, ...renderPromises(own)].join('\n') : '',
    uses.length > 0 ? ['What the plan says of the files that it uses:', ...uses.map(entryLine)].join('\n') : '',
  ]
}

/** What others have to know of a planned file. */
export function entryLine(entry: PlanEntry): string {
  return `- ${entry.path}: ${entry.interface ?? entry.purpose}`
}
