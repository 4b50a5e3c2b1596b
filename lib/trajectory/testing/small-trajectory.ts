import { observeEdit, observeWrite, readLines } from '@/lib/trajectory/tools'
import type { Run, Step, Trajectory } from '@/lib/trajectory/trajectory'

export type SmallFile = {
  path: string
  content: string
  reads: { path: string; lines?: { start: number; end: number } }[]
  /** What is written first, checked with nothing to find, and then edited to the content. */
  draft?: string
}

/** A correct trajectory over the given files, each of which reads earlier ones. */
export function smallTrajectory(files: SmallFile[], request = 'Build it.\n'): Trajectory {
  const main: Run = { id: 'main', parentId: null, role: 'main', path: null }
  const runs = [main]
  const steps: Step[] = []
  const contentOf = new Map(files.map((file) => [file.path, file.content]))
  const add = (runId: string, kind: Step['kind'], rest: Partial<Step>) => {
    const empty = { tool: null, path: null, args: {}, text: null, content: null }
    steps.push({ ...empty, id: `step-${steps.length}`, position: steps.length, runId, kind, ...rest })
  }
  add('main', 'think', { text: 'What has to be done?\n' })
  const planned = files.map(({ path, reads }) => ({
    path,
    purpose: 'A file.',
    dependencies: reads.map((read) => read.path),
  }))
  add('main', 'act', { tool: 'plan', args: { plan: { requirements: ['Do it.'], files: planned } } })
  for (const { path, content, reads, draft } of files) {
    add('main', 'think', { text: `Now ${path}.\n` })
    add('main', 'act', { tool: 'delegate', path, text: `Write ${path}.\n` })
    runs.push({ id: path, parentId: 'main', role: 'sub', path })
    for (const { path: read, lines } of reads) {
      const whole = contentOf.get(read) ?? ''
      const args = lines ? { lines } : {}
      add(path, 'act', { tool: 'read', path: read, args })
      add(path, 'observe', { tool: 'read', path: read, args, content: lines ? readLines(whole, lines) : whole })
    }
    add(path, 'think', { text: 'Clear enough.\n' })
    add(path, 'act', { tool: 'write', path, content: draft ?? content })
    add(path, 'observe', { tool: 'write', path, text: observeWrite(path, draft ?? content) })
    if (draft === undefined) continue
    add(path, 'act', { tool: 'check', path })
    add(path, 'observe', { tool: 'check', path, text: 'No problems found.\n' })
    add(path, 'think', { text: 'One edit more.\n' })
    add(path, 'act', { tool: 'edit', path, content })
    add(path, 'observe', { tool: 'edit', path, text: observeEdit(path, content) })
  }
  add('main', 'act', { tool: 'finish', text: 'Done.\n' })
  return { request, runs, steps }
}
