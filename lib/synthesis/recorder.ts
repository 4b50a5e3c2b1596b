import { openChecker, type ReadOutline } from '@/lib/structure/checker'
import { type Diagnostic, renderDiagnostics } from '@/lib/structure/diagnostic'
import type { Keep } from '@/lib/structure/shelf'
import { countBytes, observeEdit, observeList, observeMissing, observeWrite, readLines } from '@/lib/trajectory/tools'
import type { Draft, Plan, Run, Step, Trajectory } from '@/lib/trajectory/trajectory'
import { openWorkTree } from '@/lib/trajectory/work-tree'
import type { Said } from './author'
import type { Reading } from './reading'

/** `copyRatios` are by the id of the think step. */
export type Simulation = Trajectory & { copyRatios: Map<string, number> }

/** What of a simulation is written down for good: its beginning up to the plan, and its first files. */
export type Progress = { mainId: string; plan: Plan; steps: number; files: number }

export type RecorderOptions = {
  request: string
  /** What a file holds in the end, those that exist at the start included. */
  finalOf(path: string): string | undefined
  /** The files that exist at the start. */
  existing?: Iterable<string>
  newId: () => string
  /** Knows outlines without parsing, for the checks. */
  readOutline?: ReadOutline
  /** Where outlines are, for the checks. */
  keep?: Keep
  /** Where it goes on. */
  progress?: Progress
}

type Content = Partial<Pick<Step, 'tool' | 'path' | 'args' | 'text' | 'content'>>

export type Recorder = ReturnType<typeof openRecorder>

/**
 * Writes down the steps of a simulation, and answers its tools as they really would from what is written by then. It
 * holds the steps that nobody has taken, and of the files no more than the drafts.
 */
export function openRecorder(options: RecorderOptions) {
  const { request, finalOf, existing, newId, progress } = options
  const main: Run = { id: progress?.mainId ?? newId(), parentId: null, role: 'main', path: null }
  const files = openWorkTree(finalOf, existing)
  const planned = new Set(progress?.plan.files.map(({ path }) => path))
  const checker = openChecker(
    { files, drafts: files.drafts, planned, promised: finalOf },
    options.readOutline,
    options.keep,
  )
  let position = progress?.steps ?? 0
  let taken: Simulation = { request, runs: progress ? [] : [main], steps: [], copyRatios: new Map() }
  const add = (run: Run, kind: Step['kind'], content: Content): Step => {
    const empty = { tool: null, path: null, args: {}, text: null, content: null }
    const step: Step = { id: newId(), position: position++, runId: run.id, kind, ...empty, ...content }
    taken.steps.push(step)
    return step
  }
  return {
    request,
    main,
    /** What was written down since the last time. */
    take(): Simulation {
      const all = taken
      taken = { request, runs: [], steps: [], copyRatios: new Map() }
      return all
    },
    begin(path: string): Run {
      const run: Run = { id: newId(), parentId: main.id, role: 'sub', path }
      taken.runs.push(run)
      return run
    },
    plan({ words: plan, standIn }: Said<Plan>): void {
      for (const { path } of plan.files) planned.add(path)
      add(main, 'act', { tool: 'plan', args: { plan, ...noteOf(standIn) } })
    },
    think(run: Run, { words, standIn }: Said, ratioOf: (text: string) => number): void {
      const step = add(run, 'think', { text: words, args: noteOf(standIn) })
      taken.copyRatios.set(step.id, ratioOf(words))
    },
    /** An act of words alone. */
    tell(run: Run, tool: 'delegate' | 'finish', path: string | null, { words, standIn }: Said): void {
      add(run, 'act', { tool, path, text: words, args: noteOf(standIn) })
    },
    /** What was read. */
    read(run: Run, { path, lines }: Pick<Reading, 'path' | 'lines'>): string {
      const whole = files.get(path)
      if (whole === undefined) {
        const text = observeMissing(path)
        add(run, 'act', { tool: 'read', path })
        add(run, 'observe', { tool: 'read', path, text })
        return text
      }
      const content = lines ? readLines(whole, lines) : whole
      add(run, 'act', { tool: 'read', path, args: lines ? { lines } : {} })
      add(run, 'observe', { tool: 'read', path, args: lines ? { lines, bytes: countBytes(content) } : {}, content })
      return content
    },
    list(run: Run, folder: string): string {
      const text = observeList(folder, files.keys())
      add(run, 'act', { tool: 'list', path: folder })
      add(run, 'observe', { tool: 'list', path: folder, text })
      return text
    },
    /** The content of a file as it is by now. */
    contentOf: (path: string) => files.get(path),
    write(run: Run, path: string, content: string, draft?: Draft): void {
      files.set(path, content)
      add(run, 'act', { tool: 'write', path, content, args: draft ? { draft } : {} })
      add(run, 'observe', { tool: 'write', path, text: observeWrite(path, content) })
    },
    edit(run: Run, path: string, content: string): void {
      files.set(path, content)
      add(run, 'act', { tool: 'edit', path, content })
      add(run, 'observe', { tool: 'edit', path, text: observeEdit(path, content) })
    },
    /** What was found, and how it was said. */
    async check(run: Run, path: string): Promise<{ findings: Diagnostic[]; text: string }> {
      const findings = await checker.check(path)
      const text = renderDiagnostics(path, findings)
      add(run, 'act', { tool: 'check', path })
      add(run, 'observe', { tool: 'check', path, text })
      return { findings, text }
    },
  }
}

function noteOf(standIn: string | undefined): { standIn?: string } {
  return standIn === undefined ? {} : { standIn }
}
