import { z } from 'zod'
import { RunRole, StepKind, Tool } from './trajectory'
import { RevisionView, TrajectoryRow } from './view'

/** `<id>@<revision>` in an address; the newest revision where none is named. */
export const RevisionPlace = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(@[1-9]\d{0,8})?$/, 'Name a trajectory and its revision, as id@2.')
  .transform((text): { id: string; revision?: number } => {
    const [id = '', revision] = text.split('@')
    return { id, revision: revision === undefined ? undefined : Number(revision) }
  })

export function writePlace(id: string, revision: number): string {
  return `${id}@${revision}`
}

/** One step of a side; its words are read by window, see `list-step-texts.ts`. */
export const ComparedStep = z.object({
  id: z.string(),
  kind: StepKind,
  tool: Tool.nullable(),
  path: z.string().nullable(),
  /** Of its content or text. */
  bytes: z.int(),
  /** Nats that its thought saves against the one that its search began with; null where no search found it. */
  gainNats: z.number().nullable(),
})

export const ComparedSide = z.object({
  trajectory: TrajectoryRow.pick({
    id: true,
    repositoryId: true,
    repositoryName: true,
    author: true,
    state: true,
    stepCount: true,
  }),
  revision: RevisionView,
  /** Every revision there is, to choose another. */
  revisions: z.array(RevisionView.pick({ number: true, reason: true, by: true, createdAt: true })),
  /** In the order of their positions, which count from 0. */
  steps: z.array(ComparedStep),
  /** By step, the place of its run in `runs`. */
  runOf: z.array(z.int()),
  runs: z.array(z.object({ role: RunRole, path: z.string().nullable() })),
  /** Sum of the gains of its steps, and how many have one. */
  gainNats: z.number(),
  gains: z.int(),
})

/** Two sides step by step: positions left and right, -1 for none, and whether both say the same. */
export const Comparison = z.object({
  left: ComparedSide,
  right: ComparedSide,
  pairs: z.array(z.tuple([z.int(), z.int(), z.boolean()])),
  differences: z.int(),
})

/** What a step says: a thought at the revision, the words of an act or an answer; cut where it is very long. */
export const StepText = z.object({ position: z.int(), text: z.string(), length: z.int() })

export type RevisionPlace = z.infer<typeof RevisionPlace>
export type ComparedStep = z.infer<typeof ComparedStep>
export type ComparedSide = z.infer<typeof ComparedSide>
export type Comparison = z.infer<typeof Comparison>
export type StepText = z.infer<typeof StepText>
