import type { Diagnostic } from '@/lib/structure/diagnostic'
import type { Moment } from '@/lib/synthesis/author'
import type { FileFacts } from '@/lib/synthesis/facts'
import type { ProjectFile } from '@/lib/synthesis/project'
import type { Reading } from '@/lib/synthesis/reading'
import type { Recorder } from '@/lib/synthesis/recorder'
import type { Draft, Run } from '@/lib/trajectory/trajectory'

/** What is known of the file before the work on it begins, and what is to be read for it. */
export type Given = { source: ProjectFile; file: FileFacts; readings: Reading[] }

/** The work on one file, after its reads. */
export type SubRun = Given & {
  /** Has the author think, under the guard and with all that the run has seen by then. */
  think(moment: Moment): Promise<void>
  write(content: string, draft?: Draft): void
  edit(content: string): void
  check(): Promise<Diagnostic[]>
}

/** How a mode comes from the reads to the final content of the file. */
export type Way = (work: SubRun) => Promise<void>

/** Thinks about what to read and reads it; `think` is told what the run has seen so far. */
export async function openSubRun(
  recorder: Recorder,
  run: Run,
  given: Given,
  think: (moment: Moment, seen: string[]) => Promise<void>,
): Promise<SubRun> {
  const { source, file, readings } = given
  const seen: string[] = []
  if (readings.length > 0) await think({ kind: 'read', file, readings }, seen)
  for (const reading of readings) seen.push(recorder.read(run, reading))
  return {
    ...given,
    think: (moment) => think(moment, seen),
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
