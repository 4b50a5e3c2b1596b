import { type CopyMeter, copyRatio, maxCopyRatio, prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { visibleContext } from '@/lib/trajectory/originality'
import { countBytes, observeWrite, readLines } from '@/lib/trajectory/tools'
import type { Run, Step, Trajectory } from '@/lib/trajectory/trajectory'
import type { Author, Guard, Moment } from './author'
import { type FileFacts, openFacts } from './facts'
import type { Project, ProjectFile } from './project'
import { planReadings, type Reading } from './reading'
import { requestOf } from './request'

/** `copyRatios` are by the id of the think step. */
export type Simulation = Trajectory & { copyRatios: Map<string, number> }

export type SimulationOptions = {
  author: Author
  seed: number
  /** The most that a sub-run reads before it writes, in bytes. */
  readBudgetBytes: number
  newId: () => string
  signal?: AbortSignal
  /** Called after each file: the place to report, to let others have their turn, and to stop. */
  onFile?: (done: number) => Promise<void>
}

/**
 * The work that could have produced a project, in `direct` mode (DESIGN.md, "Order of the work in a trajectory"): the
 * main run plans and delegates; each sub-run reads what it needs of what exists by then, thinks, and writes the truth.
 * The contents of the steps are the strings of the project, so a large one is not copied.
 */
export async function simulate(project: Project, options: SimulationOptions): Promise<Simulation> {
  const { author, seed, newId, signal } = options
  const facts = openFacts(project)
  const recorder = openRecorder(requestOf(facts.project), newId)
  const { request, main } = recorder
  const say = (moment: Moment, guard: Guard) => author.say(moment, seed, guard, signal)
  const think = async (run: Run, moment: Moment, guard: Guard) =>
    recorder.think(run, await say(moment, guard), guard.ratioOf)

  const atTop = project.files.filter((file) => !file.path.includes('/'))
  const general = guardOf((text) => Math.max(0, ...atTop.map(({ content }) => copyRatio(content, text, request))))
  await think(main, { kind: 'requirements', project: facts.project }, general)
  const plan = await author.plan(facts, seed, signal)
  recorder.add(main, 'act', { tool: 'plan', args: { plan } })
  const entries = new Map(plan.files.map((entry) => [entry.path, entry]))

  let previous: FileFacts | null = null
  for (const [index, source] of project.files.entries()) {
    const file = facts.of(source.path)
    const entry = entries.get(source.path)
    const target = prepareCopyTarget(source.content)
    const guardAt = (task: string, reads: string[]) =>
      guardOf(target.besides(visibleContext(request, entry, task, reads)))
    await think(main, { kind: 'next', project: facts.project, file, previous }, guardAt('', []))
    const task = await say({ kind: 'task', project: facts.project, file }, guardAt('', []))
    recorder.add(main, 'act', { tool: 'delegate', path: file.path, text: task })
    const run = recorder.begin(file.path)
    const readings = planReadings(file, facts.fileOf, options.readBudgetBytes)
    if (readings.length > 0) await think(run, { kind: 'read', file, readings }, guardAt(task, []))
    const reads = readings.map((reading) => recorder.read(run, reading, facts.fileOf.get(reading.path)?.content ?? ''))
    await think(run, { kind: 'write', file, readings }, guardAt(task, reads))
    recorder.write(run, source)
    previous = file
    await options.onFile?.(index + 1)
  }

  await think(main, { kind: 'finish', project: facts.project }, general)
  recorder.add(main, 'act', { tool: 'finish', text: await say({ kind: 'summary', project: facts.project }, general) })
  return recorder.simulation
}

/** The guard of a moment, where `meter` says how much a text would give away; nothing is measured twice. */
export function guardOf(meter: CopyMeter): Guard {
  const known = new Map<string, number>()
  const ratioOf = (text: string) => {
    const ratio = known.get(text) ?? meter(text)
    known.set(text, ratio)
    return ratio
  }
  return { ratioOf, maxCopyRatio }
}

type Content = Partial<Pick<Step, 'tool' | 'path' | 'args' | 'text' | 'content'>>

function openRecorder(request: string, newId: () => string) {
  const main: Run = { id: newId(), parentId: null, role: 'main', path: null }
  const simulation: Simulation = { request, runs: [main], steps: [], copyRatios: new Map() }
  const add = (run: Run, kind: Step['kind'], content: Content): Step => {
    const empty = { tool: null, path: null, args: {}, text: null, content: null }
    const step: Step = { id: newId(), position: simulation.steps.length, runId: run.id, kind, ...empty, ...content }
    simulation.steps.push(step)
    return step
  }
  return {
    request,
    main,
    simulation,
    add,
    begin(path: string): Run {
      const run: Run = { id: newId(), parentId: main.id, role: 'sub', path }
      simulation.runs.push(run)
      return run
    },
    think(run: Run, text: string, ratioOf: (text: string) => number): void {
      simulation.copyRatios.set(add(run, 'think', { text }).id, ratioOf(text))
    },
    read(run: Run, { path, lines }: Reading, whole: string): string {
      const content = lines ? readLines(whole, lines) : whole
      add(run, 'act', { tool: 'read', path, args: lines ? { lines } : {} })
      add(run, 'observe', { tool: 'read', path, args: lines ? { lines, bytes: countBytes(content) } : {}, content })
      return content
    },
    write(run: Run, { path, content }: ProjectFile): void {
      add(run, 'act', { tool: 'write', path, content })
      add(run, 'observe', { tool: 'write', path, text: observeWrite(path, content) })
    },
  }
}
