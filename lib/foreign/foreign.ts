/** An agent at work: the main one, or one that it handed a task to. */
export type ForeignRun = { parent: number | null }

/**
 * What an agent did, in the order of the work. `given` is all that was given to the tool. An answer names the tool that
 * it answers for; other observations say who speaks.
 */
export type ForeignStep =
  | { kind: 'think'; run: number; text: string }
  | { kind: 'act'; run: number; name: string; given: Record<string, unknown> }
  | { kind: 'observe'; run: number; text: string; answers: string | null; from: Speaker | null; isError: boolean }

export type Speaker = 'user' | 'harness'

/** A trajectory of another agent, whatever it was written down in. What is not known is null. */
export type ForeignTrajectory = {
  agent: string
  model: string | null
  /** `owner/name`, or the folder that it worked in. */
  repository: string | null
  commit: string | null
  /** What its data set calls it. */
  instance: string | null
  licence: string | null
  /** Where the agent worked: paths are shown from here. */
  folder: string | null
  /** All that was said before the agent first thought or acted. */
  request: string
  runs: ForeignRun[]
  steps: ForeignStep[]
  /** What is odd about it, or is no step, as sentences. */
  remarks: string[]
}

/** What a reader knows besides the content. */
export type Origin = { file: string }
