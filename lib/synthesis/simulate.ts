import type { ReadOutline } from '@/lib/structure/checker'
import { type CopyMeter, copyRatio, maxCopyRatio, prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { visibleContext } from '@/lib/trajectory/originality'
import type { Run } from '@/lib/trajectory/trajectory'
import type { Attempt, Author, Guard, Moment } from './author'
import { type FileFacts, openFacts } from './facts'
import type { Project } from './project'
import { planReadings } from './reading'
import { openRecorder, type Simulation } from './recorder'
import { requestOf } from './request'
import type { SynthesisMode } from './settings'
import { direct } from './sub-run/direct'
import { free } from './sub-run/free'
import { history } from './sub-run/history'
import { iterative } from './sub-run/iterative'
import { openSubRun, type Way } from './sub-run/sub-run'

export type { Simulation } from './recorder'

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
  signal?: AbortSignal
  /** Called after each file: the place to report, to let others have their turn, and to stop. */
  onFile?: (done: number) => Promise<void>
}

const ways: Record<SynthesisMode, Way> = { direct, iterative, history, free }

/**
 * The work that could have produced a project (DESIGN.md, "Order of the work in a trajectory"): the main run plans and
 * delegates; each sub-run reads what it needs of what exists by then, and comes to the truth in the way of the mode. The
 * contents of the steps are the strings of the project, so a large one is not copied.
 */
export async function simulate(project: Project, options: SimulationOptions): Promise<Simulation> {
  const { author, seed, newId, signal, mode = 'direct' } = options
  const facts = openFacts(project)
  const recorder = openRecorder(requestOf(facts.project), facts.fileOf, newId, options.readOutline)
  const { request, main } = recorder
  const say = (moment: Moment, guard: Guard) => author.say(moment, seed, guard, signal)
  const think = async (run: Run, moment: Moment, guard: Guard): Promise<string> => {
    const said = await say(moment, guard)
    recorder.think(run, said, guard.ratioOf)
    return said.words
  }

  const atTop = project.files.filter((file) => !file.path.includes('/'))
  const general = guardOf((text) => Math.max(0, ...atTop.map(({ content }) => copyRatio(content, text, request))))
  await think(main, { kind: 'requirements', project: facts.project }, general)
  const plan = await author.plan(facts, seed, signal)
  recorder.plan(plan)
  const entries = new Map(plan.words.files.map((entry) => [entry.path, entry]))

  let previous: FileFacts | null = null
  for (const [index, source] of project.files.entries()) {
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
    const readings = conversation ? [] : planReadings(file, facts.fileOf, options.readBudgetBytes)
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
    await options.onFile?.(index + 1)
  }

  await think(main, { kind: 'finish', project: facts.project }, general)
  recorder.tell(main, 'finish', null, await say({ kind: 'summary', project: facts.project }, general))
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
