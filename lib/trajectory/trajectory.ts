import { z } from 'zod'

export const StepKind = z.enum(['think', 'act', 'observe'])
export const Tool = z.enum(['plan', 'delegate', 'list', 'read', 'write', 'edit', 'check', 'finish'])
export const RunRole = z.enum(['main', 'sub'])

/** One entry of the main run's plan. Plans from before these were asked for have neither interface nor check. */
export const PlanEntry = z.object({
  path: z.string(),
  purpose: z.string(),
  /** What the file offers to others, in words. */
  interface: z.string().optional(),
  /** How one will know that it works. */
  check: z.string().optional(),
  /** Paths of files written earlier. */
  dependencies: z.array(z.string()),
})
export const Plan = z.object({ requirements: z.array(z.string()), files: z.array(PlanEntry) })

/**
 * Where the first version of a file came from, and what became of it: `used`, `same` as the final one, so that nothing was
 * left to do, `none` where there was none to be had, `beyond-repair` when too little of it could stay.
 */
export const Draft = z.object({
  origin: z.enum(['stubs', 'attempt', 'history']),
  outcome: z.enum(['used', 'same', 'none', 'beyond-repair']),
  /** The share of the draft that the final version keeps. */
  similarity: z.number().nullable(),
  /** Of a version from history: the commit that turned it into the final one. */
  commit: z.string().optional(),
})

/** What a step carries besides its text: the plan of `plan`, the line range of a partial `read`, the draft of a `write`. */
export const StepArgs = z.object({
  plan: Plan.optional(),
  /** 1-based, inclusive; absent when the whole file is read. */
  lines: z.object({ start: z.int(), end: z.int() }).optional(),
  /** Of the observation of a partial read: the UTF-8 size of its lines, so that an index need not load them. */
  bytes: z.int().optional(),
  /** Of the first write of a file, in the modes that begin with a draft. */
  draft: Draft.optional(),
  /** Why the words are those of the embedded author, and not of the one who was asked: a sentence. */
  standIn: z.string().optional(),
  /** Of an act in a foreign trajectory: the tool as its agent called it; `text` is the JSON object that was given to it. */
  call: z.object({ name: z.string() }).optional(),
  /** Of an observation in a foreign trajectory that answers no call: who speaks. */
  from: z.enum(['user', 'harness']).optional(),
  /** Of an observation in a foreign trajectory: whether its agent was told that something went wrong. */
  isError: z.boolean().optional(),
})

/**
 * A step as the pure functions see it: complete, in order, with its content.
 * - `think`: `text` is the thought at the revision in question.
 * - `act`: `text` is the words of plan (unused), delegate and finish; `content` is what `write` and `edit` put into `path`.
 *   In a foreign trajectory `args.call` names the tool of its agent, `tool` the one of ours that does the same, if there is one.
 * - `observe`: `tool` is the tool that answered; `text` is its answer, or `content` for a `read`.
 *   What a `check` answers is a function of the tree at that moment, the plan, and the final content of the file.
 */
export const Step = z.object({
  id: z.string(),
  position: z.int(),
  runId: z.string(),
  kind: StepKind,
  tool: Tool.nullable(),
  path: z.string().nullable(),
  args: StepArgs,
  text: z.string().nullable(),
  content: z.string().nullable(),
})

export const Run = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  role: RunRole,
  path: z.string().nullable(),
})

/** A trajectory with all its content, steps in position order: the input of rendering and of the verifiers. */
export const Trajectory = z.object({
  /** The initial request, not trained on. */
  request: z.string(),
  runs: z.array(Run),
  steps: z.array(Step),
})

export type StepKind = z.infer<typeof StepKind>
export type Tool = z.infer<typeof Tool>
export type RunRole = z.infer<typeof RunRole>
export type Draft = z.infer<typeof Draft>
export type PlanEntry = z.infer<typeof PlanEntry>
export type Plan = z.infer<typeof Plan>
export type StepArgs = z.infer<typeof StepArgs>
export type Step = z.infer<typeof Step>
export type Run = z.infer<typeof Run>
export type Trajectory = z.infer<typeof Trajectory>
