import { createHash } from 'node:crypto'
import { ask } from '@/lib/llm/ask'
import type { Budget, Subject } from '@/lib/llm/call'
import type { ChatRequest } from '@/lib/llm/chat-request'
import type { Endpoint } from '@/lib/llm/endpoint'
import type { Message } from '@/lib/llm/message'
import { isPassing, requireAnswer } from '@/lib/llm/reply'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import type { Author, DebugMoment, Guard, Moment, PartMoment, ReviseMoment } from './author'
import { embeddedAuthor } from './embedded-author'
import type { FileFacts, ProjectFacts } from './facts'
import { openConversation } from './model-conversation'
import { findPlanProblems, mendPlan } from './plan-problems'
import {
  AttemptedFile,
  againPrompt,
  attemptPrompt,
  debugPrompt,
  FileWords,
  filePrompt,
  Overview,
  overviewPrompt,
  PlanPart,
  partPrompt,
  planPrompt,
  promptVersion,
  repairPlanPrompt,
  revisePrompt,
  Words,
} from './prompts'
import { proposeByModel } from './proposal/propose-by-model'
import { skeletonOf } from './skeleton'

export type ModelAuthorOptions = {
  endpoint: Endpoint
  /** What the calls are made for: the ledger answers again what it has been asked for the same subject. */
  subject: Subject
  budget?: Budget
}

export const filesPerPlan = 25
export const mostRepairs = 2
const mostAgain = 2
/** Entries of earlier parts of the plan that a part is shown. */
const mostPlanned = 25

/** What the endpoint and our prompts add to a trajectory's fingerprint. */
export function modelFingerprint({ model, temperature, topP, maxTokens }: Endpoint): string {
  const shape = { promptVersion, model, temperature, topP, maxTokens, embedded: embeddedAuthor.fingerprint }
  return `model-author-${createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16)}`
}

/** What a model gave, or the sentence that says why it gave nothing. */
type Found<Value> = { value: Value } | { why: string }
type Answered<Value> = Found<Value> & { promptHash: string }
type Draft = { text: string; asked: Message[] }

/**
 * An author behind an endpoint. It is told facts, not code. It plans first, which gives the skeleton: roles, interfaces in
 * words, order and checks; from there it writes all that is thought about a file in one structured call; files ahead are asked for while one is at hand, as many as the endpoint takes at once. A text that gives away too
 * much is asked for again, then left to the embedded author, as is one that the model refuses or garbles; what is said
 * then has the reason with it. What may be different later (limits, a server that is away) is thrown, and the calls so
 * far stay answered.
 */
export function createModelAuthor({ endpoint, subject, budget }: ModelAuthorOptions): Author {
  const files = new Map<string, Promise<Found<FileWords>>>()
  let overview: Promise<Found<Overview>> | undefined
  /** The skeleton: what the plan says of each file, as soon as it is made. */
  let plan: ReadonlyMap<string, PlanEntry> = new Map()
  let ahead: { project: ProjectFacts; paths: string[]; of: (path: string) => FileFacts } | undefined

  async function answer<Value>(
    purpose: string,
    request: ChatRequest<Value>,
    signal = new AbortController().signal,
  ): Promise<Answered<Value>> {
    const reply = await ask({ endpoint, subject, budget, purpose, request }, signal)
    if (reply.outcome === 'canceled' || isPassing(reply.outcome)) requireAnswer(reply, signal)
    const { promptHash } = reply
    return reply.outcome === 'ok' ? { value: reply.parsed, promptHash } : { why: reply.sentence, promptHash }
  }

  const overviewOf = (project: ProjectFacts, seed: number, signal?: AbortSignal) => {
    overview ??= answer('overview', { messages: overviewPrompt(project), schema: Overview, seed }, signal)
    return overview
  }

  const promptAbout = (project: ProjectFacts, file: FileFacts) => filePrompt(project, file, skeletonOf(plan, file))

  function wordsOf(project: ProjectFacts, file: FileFacts, seed: number, signal?: AbortSignal) {
    const request = { messages: promptAbout(project, file), schema: FileWords, seed }
    const asked = files.get(file.path) ?? answer(`thoughts of ${file.path}`, request, signal)
    files.set(file.path, asked)
    // Whoever needs it will see that it failed.
    asked.catch(() => {})
    return asked
  }

  /** The words of a file, with those of the next ones under way. */
  function wordsWithNext(project: ProjectFacts, file: FileFacts, seed: number, signal?: AbortSignal) {
    const words = wordsOf(project, file, seed, signal)
    for (const path of ahead?.paths.slice(file.order + 1, file.order + endpoint.concurrency) ?? [])
      if (ahead) wordsOf(project, ahead.of(path), seed, signal)
    return words
  }

  async function firstOf(moment: Moment, seed: number, signal?: AbortSignal): Promise<Found<Draft>> {
    switch (moment.kind) {
      case 'requirements':
      case 'finish':
      case 'summary': {
        const key = ({ requirements: 'thought', finish: 'closing', summary: 'summary' } as const)[moment.kind]
        const found = await overviewOf(moment.project, seed, signal)
        return draftOf(found, (words) => words[key], overviewPrompt(moment.project))
      }
      case 'next':
      case 'task': {
        const found = await wordsWithNext(moment.project, moment.file, seed, signal)
        return draftOf(found, (words) => words[moment.kind], promptAbout(moment.project, moment.file))
      }
      case 'read':
      case 'write': {
        const found = await files.get(moment.file.path)
        if (!found || !ahead) return { why: 'The file was not thought about before.' }
        return draftOf(found, (words) => words[moment.kind], promptAbout(ahead.project, moment.file))
      }
      case 'part':
      case 'debug':
      case 'revise': {
        const messages = promptOf(moment)
        const found = await answer(`${moment.kind} ${moment.file.path}`, { messages, schema: Words, seed }, signal)
        return draftOf(found, (words) => words.thought, messages)
      }
    }
  }

  /** A text that the guard lets pass, after asking again if need be. */
  async function passing(
    about: string,
    first: Draft,
    guard: Guard,
    seed: number,
    signal?: AbortSignal,
  ): Promise<Found<string>> {
    let { text, asked } = first
    for (let turn = 0; ; turn++) {
      const said = `${text.trim()}\n`
      if (said !== '\n' && guard.ratioOf(said) <= guard.maxCopyRatio) return { value: said }
      if (turn === mostAgain) return { why: 'The model says too much of what is still to be written.' }
      asked = againPrompt(asked, text)
      const found = await answer(`${about}, again`, { messages: asked, schema: Words, seed }, signal)
      if ('why' in found) return found
      text = found.value.thought
    }
  }

  /** Entries for some files, and what is still wrong with them after repairs. */
  async function planPart(
    project: ProjectFacts,
    part: FileFacts[],
    planned: readonly PlanEntry[],
    seed: number,
    signal?: AbortSignal,
  ) {
    const inPart = new Set(part.map(({ path }) => path))
    const used = new Set(part.flatMap(({ needs }) => needs.map(({ path }) => path)).filter((path) => !inPart.has(path)))
    const before = planned.filter(({ path }) => used.has(path)).slice(-mostPlanned)
    let messages = planPrompt(project, part, before)
    for (let turn = 0; ; turn++) {
      const found = await answer('plan', { messages, schema: PlanPart, seed }, signal)
      if ('why' in found) return { entries: [], problems: [found.why] }
      const problems = findPlanProblems(found.value.files, part)
      if (problems.length === 0 || turn === mostRepairs) return { entries: found.value.files, problems }
      messages = repairPlanPrompt(messages, JSON.stringify(found.value), problems)
    }
  }

  return {
    name: endpoint.name,
    fingerprint: modelFingerprint(endpoint),
    isEmbedded: false,

    async plan(facts, seed, signal) {
      const { project, fileOf, of } = facts
      const all = Array.from(fileOf.keys(), of)
      ahead = { project, paths: [...fileOf.keys()], of }
      const found = await overviewOf(project, seed, signal)
      const entries: PlanPart['files'] = []
      const problems: string[] = 'why' in found ? [found.why] : []
      for (let start = 0; start < all.length; start += filesPerPlan) {
        const part = await planPart(project, all.slice(start, start + filesPerPlan), entries, seed, signal)
        entries.push(...part.entries)
        problems.push(...part.problems)
      }
      const { words: own } = await embeddedAuthor.plan(facts, seed, signal)
      const requirements = 'value' in found ? found.value.requirements : own.requirements
      const words = { requirements, files: mendPlan(entries, own.files, facts) }
      plan = new Map(words.files.map((entry) => [entry.path, entry]))
      if (problems.length === 0) return { words }
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
      return { words, standIn: `Order and dependencies are the graph's: ${problems[0]}${more}` }
    },

    goOn({ project, fileOf, of }, { files: made }) {
      ahead = { project, paths: [...fileOf.keys()], of }
      plan = new Map(made.map((entry) => [entry.path, entry]))
    },

    async say(moment, seed, guard, signal) {
      const about = 'file' in moment ? `${moment.kind} ${moment.file.path}` : moment.kind
      const first = await firstOf(moment, seed, signal)
      const said = 'why' in first ? first : await passing(about, first.value, guard, seed, signal)
      if ('value' in said) return { words: said.value }
      return { ...(await embeddedAuthor.say(moment, seed, guard, signal)), standIn: said.why }
    },

    async attempt({ file, thought, reads }, seed, signal) {
      const messages = attemptPrompt(file, thought, reads, endpoint.contextTokens)
      const found = await answer(`draft of ${file.path}`, { messages, schema: AttemptedFile, seed }, signal)
      return 'value' in found ? found.value.content : undefined
    },

    converse: (file, task, seed, signal = new AbortController().signal) =>
      openConversation(file, task, skeletonOf(plan, file), seed, async (request) => {
        const reply = await ask({ endpoint, subject, budget, purpose: `work on ${file.path}`, request }, signal)
        if (reply.outcome === 'canceled' || isPassing(reply.outcome)) requireAnswer(reply, signal)
        return reply.outcome === 'ok' ? { value: reply } : { why: reply.sentence }
      }),

    propose: (moment, proposal, guard, signal) =>
      proposeByModel(moment, proposal, guard, {
        skeleton: skeletonOf(plan, moment.file),
        ask: (purpose, request) => answer(purpose, request, signal),
        instead: () => embeddedAuthor.propose(moment, proposal, guard, signal),
      }),
  }
}

function promptOf(moment: PartMoment | DebugMoment | ReviseMoment): Message[] {
  if (moment.kind === 'part') return partPrompt(moment)
  return moment.kind === 'debug' ? debugPrompt(moment) : revisePrompt(moment)
}

function draftOf<Value>(found: Found<Value>, textOf: (value: Value) => string, asked: Message[]): Found<Draft> {
  return 'why' in found ? found : { value: { text: textOf(found.value), asked } }
}
