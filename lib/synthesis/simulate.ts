import type { ReadOutline } from '@/lib/structure/checker'
import type { Keep } from '@/lib/structure/shelf'
import { type CopyMeter, copyRatio, maxCopyRatio, prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { visibleContext } from '@/lib/trajectory/originality'
import type { Plan, Run } from '@/lib/trajectory/trajectory'
import type { Attempt, Author, Guard, Moment } from './author'
import { type FileFacts, openFacts } from './facts'
import type { Project } from './project'
import { planReadings } from './reading'
import { openRecorder, type Progress, type Simulation } from './recorder'
import { requestOf } from './request'
import type { SynthesisMode } from './settings'
import { direct } from './sub-run/direct'
import { free } from './sub-run/free'
import { history } from './sub-run/history'
import { iterative } from './sub-run/iterative'
import { openSubRun, type Way } from './sub-run/sub-run'

export type { Progress, Simulation } from './recorder'

export type SimulationOptions = {
  author: Author
  mode?: SynthesisMode
  seed: number
  /** The most that a sub-run reads before it writes, in bytes. */
  readBudgetBytes: number
  /** A file longer than this is written in parts. */
  partBytes?: number
  newId: () => string
  /** Knows outlines without parsing, for the checks. */
  readOutline?: ReadOutline
  /** Where outlines are, for the checks. */
  keep?: Keep
  /** What is written down already and not done again. */
  progress?: Progress
  signal?: AbortSignal
  /** Called after each file: the place to report, to let others have their turn, and to stop. */
  onFile?: (done: number) => Promise<void>
}

/** What can be written down at once: the steps up to the plan, those about one file, or the end. */
export type Piece = Simulation & { files: number; isLast: boolean }

const ways: Record<SynthesisMode, Way> = { direct, iterative, history, free }

/** All of a simulation at once, for projects that are not large. */
export async function simulate(project: Project, options: SimulationOptions): Promise<Simulation> {
  const whole: Simulation = { request: '', runs: [], steps: [], copyRatios: new Map() }
  for await (const { request, runs, steps, copyRatios } of simulatePieces(project, options)) {
    whole.request = request
    whole.runs.push(...runs)
    whole.steps.push(...steps)
    for (const [id, ratio] of copyRatios) whole.copyRatios.set(id, ratio)
  }
  return whole
}

/**
 * The work that could have produced a project (DESIGN.md, "Order of the work in a trajectory"): the main run plans and
 * delegates; each sub-run reads what it needs of what exists by then, and comes to the truth in the way of the mode. It is
 * given piece by piece, and nothing of a piece is held once the next one is asked for; what `progress` says is there
 * already leads to the same pieces as if it had not been interrupted.
 */
export async function* simulatePieces(project: Project, options: SimulationOptions): AsyncGenerator<Piece> {
  const { author, seed, newId, signal, progress, mode = 'direct' } = options
  const facts = openFacts(project)
  const done = progress?.files ?? 0
  const recorder = openRecorder({
    request: requestOf(facts.project),
    finalOf: (path) => facts.known.get(path)?.content,
    existing: [...(project.given ?? []), ...project.files.slice(0, done)].map(({ path }) => path),
    newId,
    readOutline: options.readOutline,
    keep: options.keep,
    progress,
  })
  const { request, main } = recorder
  const say = (moment: Moment, guard: Guard) => author.say(moment, seed, guard, signal)
  const think = async (run: Run, moment: Moment, guard: Guard): Promise<string> => {
    const said = await say(moment, guard)
    recorder.think(run, said, guard.ratioOf)
    return said.words
  }

  const atTop = project.files.filter((file) => !file.path.includes('/'))
  const general = guardOf((text) => Math.max(0, ...atTop.map(({ content }) => copyRatio(content, text, request))))
  const makePlan = async (): Promise<Plan> => {
    await think(main, { kind: 'requirements', project: facts.project }, general)
    const plan = await author.plan(facts, seed, signal)
    recorder.plan(plan)
    return plan.words
  }
  if (progress) author.goOn?.(facts, progress.plan)
  const plan = progress?.plan ?? (await makePlan())
  const entries = new Map(plan.files.map((entry) => [entry.path, entry]))
  if (!progress) yield { ...recorder.take(), files: 0, isLast: false }

  let previous: FileFacts | null = null
  for (const [index, source] of project.files.entries()) {
    if (index < done) continue
    previous ??= done > 0 ? facts.of(project.files[done - 1]?.path ?? '') : null
    const file = facts.of(source.path)
    const entry = entries.get(source.path)
    const target = prepareCopyTarget(source.content)
    const guardAt = (task: string, seen: string[]) =>
      guardOf(target.besides(visibleContext(request, entry, task, seen)))
    await think(main, { kind: 'next', project: facts.project, file, previous }, guardAt('', []))
    const task = await say({ kind: 'task', project: facts.project, file }, guardAt('', []))
    recorder.tell(main, 'delegate', file.path, task)
    const run = recorder.begin(file.path)
    const thinkIn = (moment: Moment, seen: string[]) => think(run, moment, guardAt(task.words, seen))
    const ponder = (thought: string, seen: string[]) => {
      const guard = guardAt(task.words, seen)
      const words = `${thought.trim()}\n`
      if (words === '\n' || guard.ratioOf(words) > guard.maxCopyRatio) return false
      recorder.think(run, { words }, guard.ratioOf)
      return true
    }
    // Who decides itself what to read is given nothing beforehand.
    const conversation = mode === 'free' ? author.converse?.(file, task.words, seed, signal) : undefined
    const readings = conversation ? [] : planReadings(file, facts.known, options.readBudgetBytes)
    const attempt = author.attempt && ((what: Attempt) => author.attempt?.(what, seed, signal))
    const work = await openSubRun(
      recorder,
      run,
      { source, file, readings },
      {
        think: thinkIn,
        attempt,
        ponder,
        conversation,
        readBudgetBytes: options.readBudgetBytes,
        partBytes: options.partBytes ?? Number.POSITIVE_INFINITY,
      },
    )
    await ways[mode](work)
    previous = file
    yield { ...recorder.take(), files: 1, isLast: false }
    await options.onFile?.(index + 1)
  }

  await think(main, { kind: 'finish', project: facts.project }, general)
  recorder.tell(main, 'finish', null, await say({ kind: 'summary', project: facts.project }, general))
  yield { ...recorder.take(), files: 0, isLast: true }
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
