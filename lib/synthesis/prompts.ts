import { z } from 'zod'
import type { Message } from '@/lib/llm/message'
import { renderDiagnostics } from '@/lib/structure/diagnostic'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import type { DebugMoment, PartMoment, ReviseMoment } from './author'
import { describeFile, describeProject } from './describe-facts'
import type { FileFacts, ProjectFacts } from './facts'
import { describeSkeleton, entryLine, noSkeleton, type Skeleton } from './skeleton'

/** Raised whenever a prompt changes: it is part of a trajectory's fingerprint. */
export const promptVersion = 2

const position = `You are an engineer who is about to build a software project and thinks aloud while working.
Speak from the position of someone before the code exists: say what you intend and why, never that it exists already.
You are given facts about what will be built. Write plain prose in the first person, in sentences; no code, no lists, no headings.
Say the reasons behind the shape: why this comes now, what it must offer to whom, which parts carry it, in which order you will write them, what could go wrong and how you will notice.
Call things by their names where that helps, and stay with the facts.`

const thought = z.string().min(1)

/** The main agent's first words. */
export const Overview = z.object({
  thought: thought.describe('What is to be built, for whom, and how the work will go: 80 to 250 words.'),
  requirements: z
    .array(z.string().min(1))
    .min(1)
    .max(20)
    .describe('What the project has to do, one sentence each, most important first.'),
  closing: thought.describe(
    'What will be thought when all is written, about how the parts came together: 40 to 120 words.',
  ),
  summary: thought.describe('What is reported to whoever asked for the project: 20 to 80 words.'),
})

export const PlanPart = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      purpose: z
        .string()
        .min(1)
        .describe('The role of the file: what it is for and why it is a file of its own, in one sentence.'),
      interface: z
        .string()
        .describe(
          'What it offers to others, in words, by its true names: at most 25 words. "None" where nobody uses it.',
        ),
      dependencies: z.array(z.string()).describe('Paths of the files of the project that it uses.'),
      check: z
        .string()
        .describe(
          'How one will know that it works: its tests by their paths, a tool, a build, a look. At most 20 words.',
        ),
    }),
  ),
})

/** All that is thought and said about one file before it is written. */
export const FileWords = z.object({
  next: thought.describe('Why this file comes next: 20 to 80 words.'),
  task: thought.describe('The task as it is given to whoever writes the file: 20 to 80 words.'),
  read: thought.describe('What is to be looked up in the files that exist by now, and why: 20 to 80 words.'),
  write: thought.describe(
    'How the file will be built, in the order of its parts, with decisions and risks: 80 to 350 words.',
  ),
})

export const Words = z.object({ thought })

export const AttemptedFile = z.object({ content: z.string().min(1).describe('The whole file.') })

export type Overview = z.infer<typeof Overview>
export type PlanPart = z.infer<typeof PlanPart>
export type FileWords = z.infer<typeof FileWords>

export function overviewPrompt(project: ProjectFacts): Message[] {
  return [
    system,
    user('The project to be built:', describeProject(project), 'Write the words of its beginning and end.'),
  ]
}

/**
 * The skeleton of the work, asked for before any file is thought through. `files` are in writing order; `planned` are the
 * entries of earlier files that they use, where a plan is made in parts.
 */
export function planPrompt(
  project: ProjectFacts,
  files: readonly FileFacts[],
  planned: readonly PlanEntry[] = [],
): Message[] {
  const entries = files.map((file) => describeFile(file)).join('\n\n')
  return [
    system,
    user(
      'The project to be built:',
      describeProject(project),
      planned.length > 0 ? ['Planned by now, and offered to them:', ...planned.map(entryLine)].join('\n') : '',
      'Files to plan, in the order in which they will be written:',
      entries,
      'This is the skeleton on which everything else will rest. Give each file its entry of the plan, with exactly these paths, a file after those that it uses: its role, what it offers in words, what it uses, and how it will be checked.',
    ),
  ]
}

/** The model's plan and what is wrong with it. */
export function repairPlanPrompt(asked: readonly Message[], answer: string, problems: readonly string[]): Message[] {
  const words = [
    'The plan does not agree with what is known of the files:',
    ...problems.map((each) => `- ${each}`),
    'Give it anew.',
  ]
  return [...asked, { role: 'assistant', content: answer }, { role: 'user', content: words.join('\n') }]
}

/** The thoughts about one file, from its place in the skeleton. */
export function filePrompt(project: ProjectFacts, file: FileFacts, skeleton: Skeleton = noSkeleton): Message[] {
  const { name, description } = project
  return [
    system,
    user(
      `The project is ${name}${description ? `: ${description}` : '.'}`,
      `The file that is written next, as number ${file.order + 1} of ${project.files}:`,
      ...describeSkeleton(skeleton),
      describeFile(file),
      'Write what is thought and said about it before it is written.',
    ),
  ]
}

export function debugPrompt(moment: DebugMoment): Message[] {
  const { file, findings, stubbed, leftOut, edits } = moment
  return [
    system,
    user(
      'A first draft of this file is written and has been checked:',
      describeFile(file),
      `The check said:\n${renderDiagnostics(file.path, findings)}`,
      `Declared and not done yet: ${stubbed.join(', ') || 'nothing'}.`,
      `Missing altogether: ${leftOut.join(', ') || 'nothing'}.`,
      `The work will be finished in ${edits} ${edits === 1 ? 'edit' : 'edits'}.`,
      'Think about what the check found and what is to be done now, in 40 to 200 words.',
    ),
  ]
}

export function revisePrompt(moment: ReviseMoment): Message[] {
  const { file, findings, message, change } = moment
  const names = (label: string, of: readonly string[]) => (of.length > 0 ? `${label}: ${of.join(', ')}.` : '')
  return [
    system,
    user(
      'An earlier version of this file is written and has been checked:',
      describeFile(file),
      `The check said:\n${renderDiagnostics(file.path, findings)}`,
      `The change that is about to be made is recorded as: ${message.trim()}`,
      names('It adds', change.added),
      names('It removes', change.removed),
      names('It declares otherwise', change.redeclared),
      names('It does otherwise', change.changed),
      'Think about why the change is needed and how to make it, in 40 to 200 words.',
    ),
  ]
}

/** The beginning of work in which the model decides itself what to look at and when to write. */
export function freePrompt(file: FileFacts, task: string, skeleton: Skeleton = noSkeleton): Message[] {
  const manner = `${position}
You work on one file with tools. Before every call, say in the message itself what you think and why you make the call: at least two sentences, and 60 to 300 words before you write the file.
Look up what you need of the files that exist by now, then write your file once, check it, and finish.`
  return [
    { role: 'system', content: manner },
    user(`Your task: ${task.trim()}`, ...describeSkeleton(skeleton), 'What is known of your file:', describeFile(file)),
  ]
}

/** Characters that stand for a token, on the safe side. */
const charactersPerToken = 3

/** The file as the model would write it: it sees the facts, what was thought and read, and not the file. */
export function attemptPrompt(
  file: FileFacts,
  thought: string,
  reads: readonly { path: string; content: string }[],
  contextTokens: number,
): Message[] {
  let room = (contextTokens * charactersPerToken) / 2
  const shown = reads.map(({ path, content }) => {
    const part = content.slice(0, Math.max(0, room))
    room -= part.length
    return part === '' ? '' : `${path}:\n\n${part}${part.length < content.length ? '\n[cut]' : ''}`
  })
  return [
    {
      role: 'system',
      content:
        'You are an engineer who writes one file of a software project. You give the whole file and nothing else.',
    },
    user('The file to write:', describeFile(file), `What you have thought:\n${thought}`, ...shown, 'Write the file.'),
  ]
}

/** Before a further part of a file that is too long to be written at once. */
export function partPrompt({ file, names, part, parts }: PartMoment): Message[] {
  return [
    system,
    user(
      'A long file is being written in parts:',
      describeFile(file),
      `Part ${part} of ${parts} comes next${names.length > 0 ? `, with ${names.join(', ')}` : ''}.`,
      'Think about this part before it is written, in 30 to 150 words.',
    ),
  ]
}

/** Asked when a text says too much of what is still to be written. */
export function againPrompt(asked: readonly Message[], answer: string): Message[] {
  return [
    ...asked,
    { role: 'assistant', content: answer },
    {
      role: 'user',
      content:
        'Take a step back from the wording of the facts: say in everyday words what the intention is, which reasons speak for it, and what follows from it.',
    },
  ]
}

/** Who speaks, and from where. */
export const system: Message = { role: 'system', content: position }

/** What is told to a model, in sections; empty ones are left out. */
export function user(...parts: string[]): Message {
  return { role: 'user', content: parts.filter((part) => part !== '').join('\n\n') }
}
