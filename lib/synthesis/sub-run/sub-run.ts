import type { Diagnostic } from '@/lib/structure/diagnostic'
import type { Attempt, Moment } from '@/lib/synthesis/author'
import type { FileFacts } from '@/lib/synthesis/facts'
import type { ProjectFile } from '@/lib/synthesis/project'
import type { Reading } from '@/lib/synthesis/reading'
import type { Recorder } from '@/lib/synthesis/recorder'
import type { Draft, Run } from '@/lib/trajectory/trajectory'

/** What is known of the file before the work on it begins, and what is to be read for it. */
export type Given = { source: ProjectFile; file: FileFacts; readings: Reading[] }

/** The work on one file, after its reads. */
export type SubRun = Given & {
  /** Has the author think, under the guard and with all that the run has seen by then; gives what it thought. */
  think(moment: Moment): Promise<string>
  /** Has the author write the file by itself, after a thought; there is none where authors do not. */
  attempt?: (thought: string) => Promise<string | undefined>
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
}

/** Thinks about what to read and reads it. */
export async function openSubRun(recorder: Recorder, run: Run, given: Given, voice: Voice): Promise<SubRun> {
  const { source, file, readings } = given
  const seen: string[] = []
  if (readings.length > 0) await voice.think({ kind: 'read', file, readings }, seen)
  const reads = readings.map((reading) => ({ path: reading.path, content: recorder.read(run, reading) }))
  seen.push(...reads.map(({ content }) => content))
  const { attempt } = voice
  return {
    ...given,
    think: (moment) => voice.think(moment, seen),
    attempt: attempt && (async (thought) => attempt({ file, thought, reads })),
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
