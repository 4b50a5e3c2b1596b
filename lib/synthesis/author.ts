import type { Diagnostic } from '@/lib/structure/diagnostic'
import type { ProposalKind } from '@/lib/trajectory/proposal-kind'
import type { Plan } from '@/lib/trajectory/trajectory'
import type { ChangeFacts } from './draft/change-facts'
import type { Facts, FileFacts, ProjectFacts } from './facts'
import type { Reading } from './reading'

/** Where in the work something has to be said. `task` and `summary` are words of acts, the others are thoughts. */
export type Moment =
  | { kind: 'requirements'; project: ProjectFacts }
  | { kind: 'next'; project: ProjectFacts; file: FileFacts; previous: FileFacts | null }
  | { kind: 'task'; project: ProjectFacts; file: FileFacts }
  | { kind: 'read'; file: FileFacts; readings: Reading[] }
  | { kind: 'write'; file: FileFacts; readings: Reading[] }
  | DebugMoment
  | ReviseMoment
  | PartMoment
  | { kind: 'finish'; project: ProjectFacts }
  | { kind: 'summary'; project: ProjectFacts }

/** The draft is written and checked; what it lacks is known by name, members as `Queue.add`. */
export type DebugMoment = {
  kind: 'debug'
  file: FileFacts
  findings: Diagnostic[]
  /** Declared, and not yet done. */
  stubbed: string[]
  /** Not there at all. */
  leftOut: string[]
  /** How many edits lead to the final version. */
  edits: number
}

/** An earlier version is written and checked, and the commit that follows it is about to be made. */
export type ReviseMoment = {
  kind: 'revise'
  file: FileFacts
  findings: Diagnostic[]
  /** Of the commit. */
  message: string
  change: ChangeFacts
}

/** A long file is written in parts, and the next one is about to be; `part` is its number, from 2. */
export type PartMoment = { kind: 'part'; file: FileFacts; names: string[]; part: number; parts: number }

/** Where a thought stands that may be replaced: before the file is read for, written, or edited. */
export type ProposalMoment = { before: 'read' | 'write' | 'edit'; file: FileFacts; readings: Reading[] }

/** A first version of a file is asked for: after the thought, with what the run has read, without the file itself. */
export type Attempt = { file: FileFacts; thought: string; reads: { path: string; content: string }[] }

/** What a model wants done next in `free` work, and what it said with it. */
export type Turn = { thought: string; calls: ToolUse[] }
export type ToolUse =
  | { tool: 'read'; path: string }
  | { tool: 'list'; path: string }
  | { tool: 'write' | 'check' | 'finish' }
  /** A call that cannot be done, and the sentence that answers it. */
  | { tool: 'none'; problem: string }

/** A conversation in which a model works on one file: `next` gets the answers to the calls of the last turn. */
export type Conversation = { next(answers: readonly string[]): Promise<{ turn: Turn } | { why: string }> }

/** What an author has to respect. */
export type Guard = {
  /** The copy ratio of a text at this moment, against what follows it. */
  ratioOf(text: string): number
  maxCopyRatio: number
}

/** What is wanted of another thought in the place of `current`. */
export type Proposal = {
  kind: ProposalKind
  /** What may be done in its place where it can do nothing. */
  kinds: readonly ProposalKind[]
  current: string
  /** From 1. */
  round: number
  slot: number
  seed: number
  /** What a person wants to be thought of, in words. */
  hint: string | null
  /** Only the paragraphs of `start` that hold some of `passage` may be changed; all when it is null. */
  marked?: { passage: string; start: string } | null
  /** The constructs of the file that the present thought makes least likely, by name, the worst first. */
  surprising: readonly string[]
}

/** `kind` is how it came about in the end; `promptHash` the SHA-256, in hex, of what a model was asked, null when none was. */
export type Proposed = { text: string; kind: ProposalKind; promptHash: string | null }

/** What an author says; `standIn` is the sentence that tells why the words are not its own. */
export type Said<Words = string> = { words: Words; standIn?: string }

/**
 * Who thinks in a trajectory. Texts end with a newline. An author speaks from the position of someone before the code
 * exists, never quotes it, and keeps under the guard.
 */
export interface Author {
  readonly name: string
  /** Everything about the author that shapes its texts: name, version, model, prompts. */
  readonly fingerprint: string
  readonly isEmbedded: boolean
  plan(facts: Facts, seed: number, signal?: AbortSignal): Promise<Said<Plan>>
  /** Takes up a work that it, or another process, has planned before; in place of `plan`. */
  goOn?(facts: Facts, plan: Plan): void
  say(moment: Moment, seed: number, guard: Guard, signal?: AbortSignal): Promise<Said>
  /** The file as the author would write it by itself; undefined when it cannot. Who has no such method writes stubs. */
  attempt?(attempt: Attempt, seed: number, signal?: AbortSignal): Promise<string | undefined>
  /** Lets the author decide itself what to do for a file; who has no such method cannot work in `free` mode. */
  converse?(file: FileFacts, task: string, seed: number, signal?: AbortSignal): Conversation
  /** Another thought for the same moment; different rounds and slots differ where the facts allow. */
  propose(moment: ProposalMoment, proposal: Proposal, guard: Guard, signal?: AbortSignal): Promise<Proposed>
}
