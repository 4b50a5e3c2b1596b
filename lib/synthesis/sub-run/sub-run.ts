import type { Diagnostic } from '@/lib/structure/diagnostic'
import type { Attempt, Conversation, Moment } from '@/lib/synthesis/author'
import type { FileFacts } from '@/lib/synthesis/facts'
import type { ProjectFile } from '@/lib/synthesis/project'
import { beginningOf, type Reading } from '@/lib/synthesis/reading'
import type { Recorder } from '@/lib/synthesis/recorder'
import { countBytes } from '@/lib/trajectory/tools'
import type { Draft, Run } from '@/lib/trajectory/trajectory'

/** What is known of the file before the work on it begins, and what is to be read for it. */
export type Given = { source: ProjectFile; file: FileFacts; readings: Reading[] }

/** The work on one file, after its reads. */
export type SubRun = Given & {
  /** Has the author think, under the guard and with all that the run has seen by then; gives what it thought. */
  think(moment: Moment): Promise<string>
  /** Has the author write the file by itself, after a thought; there is none where authors do not. */
  attempt?: (thought: string) => Promise<string | undefined>
  /** Writes down what the author has thought by itself, if it may be said; says whether it was. */
  ponder(thought: string): boolean
  /** With the author, about this file; there is none where authors do not decide themselves. */
  conversation?: Conversation
  /** Reads what there is, as far as the budget of the run goes. */
  read(path: string): string
  list(folder: string): string
  /** A file longer than this is written in parts. */
  partBytes: number
  write(content: string, draft?: Draft): void
  edit(content: string): void
  check(): Promise<Diagnostic[]>
}

/** How a mode comes from the reads to the final content of the file. */
export type Way = (work: SubRun) => Promise<void>

export type Voice = {
  /** `seen` is what the run has seen so far. */
  think(moment: Moment, seen: string[]): Promise<string>
  attempt?: (attempt: Attempt) => Promise<string | undefined> | undefined
  ponder(thought: string, seen: string[]): boolean
  conversation?: Conversation
  readBudgetBytes: number
  partBytes: number
}

/** Thinks about what to read and reads it. */
export async function openSubRun(recorder: Recorder, run: Run, given: Given, voice: Voice): Promise<SubRun> {
  const { source, file, readings } = given
  const seen: string[] = []
  if (readings.length > 0) await voice.think({ kind: 'read', file, readings }, seen)
  const reads = readings.map((reading) => ({ path: reading.path, content: recorder.read(run, reading) }))
  seen.push(...reads.map(({ content }) => content))
  const { attempt, conversation } = voice
  let left = voice.readBudgetBytes
  return {
    ...given,
    think: (moment) => voice.think(moment, seen),
    attempt: attempt && (async (thought) => attempt({ file, thought, reads })),
    ponder: (thought) => voice.ponder(thought, seen),
    conversation,
    read(path) {
      const whole = recorder.contentOf(path)
      const isLong = whole !== undefined && countBytes(whole) > left
      const lines = isLong ? (beginningOf(whole, left) ?? { start: 1, end: 1 }) : null
      const content = recorder.read(run, { path, lines })
      left = Math.max(0, left - countBytes(content))
      seen.push(content)
      return content
    },
    partBytes: voice.partBytes,
    list: (folder) => recorder.list(run, folder),
    write(content, draft) {
      recorder.write(run, source.path, content, draft)
      seen.push(content)
    },
    edit(content) {
      recorder.edit(run, source.path, content)
      seen.push(content)
    },
    async check() {
      const { findings, text } = await recorder.check(run, source.path)
      seen.push(text)
      return findings
    },
  }
}
