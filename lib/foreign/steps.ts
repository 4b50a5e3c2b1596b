import { createHash } from 'node:crypto'
import type { Run, Step } from '@/lib/trajectory/trajectory'
import { type FileAct, openFiles } from './file-acts'
import type { ForeignStep, ForeignTrajectory } from './foreign'

export type Converted = { request: string; runs: Run[]; steps: Step[]; remarks: string[] }

/**
 * A foreign trajectory as runs and steps of ours. Acts keep the name and arguments of their own tool; where that is known to
 * write a file they hold what the file is then. What a database cannot hold in a text is replaced, and said.
 */
export function toSteps(foreign: ForeignTrajectory, newId: () => string): Converted {
  const clean = openCleaning()
  const ids = foreign.runs.map(() => newId())
  const runs = foreign.runs.map(
    ({ parent }, place): Run => ({
      id: ids[place] ?? '',
      parentId: parent === null ? null : (ids[parent] ?? null),
      role: parent === null ? 'main' : 'sub',
      path: null,
    }),
  )
  const actOf = openFiles(foreign.folder)
  // The call that an answer of each run is about.
  const asked = new Map<number, FileAct>()
  const steps = foreign.steps.map((step, position): Step => {
    const empty = { tool: null, path: null, args: {}, text: null, content: null }
    const base = { id: newId(), position, runId: ids[step.run] ?? '', kind: step.kind, ...empty }
    if (step.kind === 'think') return { ...base, text: clean.text(step.text) }
    if (step.kind === 'act') {
      const act = actOf(step.name, step.given, isRefused(foreign.steps, position))
      asked.set(step.run, act)
      const path = act.path === null ? null : clean.text(act.path)
      const content = act.content?.toWellFormed() ?? null
      const args = { call: { name: clean.text(step.name) } }
      return { ...base, tool: act.tool, path, args, text: JSON.stringify(step.given), content }
    }
    const { tool = null, path = null } = step.answers === null ? {} : (asked.get(step.run) ?? {})
    const args = { ...(step.from ? { from: step.from } : {}), ...(step.isError ? { isError: true } : {}) }
    return { ...base, tool, path: path === null ? null : clean.text(path), args, text: clean.text(step.text) }
  })
  const request = clean.text(foreign.request)
  return { request, runs, steps, remarks: [...foreign.remarks, ...clean.remarks()] }
}

/** Whether the answer to the call at a position says that it was not done. */
function isRefused(steps: readonly ForeignStep[], position: number): boolean {
  const run = steps[position]?.run
  const next = steps.slice(position + 1, position + 2).find((step) => step.run === run)
  return next?.kind === 'observe' && next.answers !== null && next.isError
}

/** PostgreSQL has no place for NUL in a text, nor for half a character. */
function openCleaning() {
  let count = 0
  return {
    text(given: string): string {
      const cleaned = given.toWellFormed().replaceAll('\0', '\ufffd')
      if (cleaned !== given) count += 1
      return cleaned
    },
    remarks: () => (count > 0 ? [`${count} texts hold NUL or half a character, which is replaced by \ufffd.`] : []),
  }
}

/** SHA-256 of all that a foreign trajectory says: read from another file, or once more, it is the same. */
export function fingerprintOf(foreign: ForeignTrajectory): string {
  const { remarks: _, ...said } = foreign
  return createHash('sha256')
    .update(JSON.stringify({ foreign: 1, ...said }))
    .digest('hex')
}
