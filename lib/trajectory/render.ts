import { type Hunk, hunksBetween } from './edit'
import type { Plan, PlanEntry, Run, Step } from './trajectory'

/** A stretch of the flattened document. Loss falls on it only when it is trained. */
export type Part = { text: string; isTrained: boolean; stepId: string | null }

/**
 * The flattened document of a trajectory, part by part: the request, then runs nested by markers with their steps in
 * position order. The one rendering that exports, token counts, previews and scoring contexts use. Concatenated, the
 * parts are the document; the parts that are not trained are exactly the request and the observations. The last part
 * is trained.
 */
export function* renderParts(request: string, runs: Run[], steps: Iterable<Step>): Generator<Part> {
  const renderer = openRenderer(runs)
  yield renderRequest(request)
  for (const step of steps) yield* renderer.add(step)
  yield renderer.end()
}

/** `renderParts` over steps that arrive in windows, for trajectories that should not be in memory as a whole. */
export async function* streamParts(request: string, runs: Run[], steps: AsyncIterable<Step>): AsyncGenerator<Part> {
  const renderer = openRenderer(runs)
  yield renderRequest(request)
  for await (const step of steps) yield* renderer.add(step)
  yield renderer.end()
}

function renderRequest(request: string): Part {
  return { text: element('request', {}, request), isTrained: false, stepId: null }
}

function openRenderer(runs: Run[]): { add(step: Step): Part[]; end(): Part } {
  const runById = new Map(runs.map((run) => [run.id, run]))
  const open: Run[] = []
  // What the run has made of its file so far: an edit is shown against it.
  let written: { runId: string; path: string | null; content: string } | undefined
  const render = (step: Step): string => {
    if (!isChange(step)) return renderStep(step)
    const before = written?.runId === step.runId && written.path === step.path ? written.content : ''
    written = { runId: step.runId, path: step.path, content: step.content ?? '' }
    return step.tool === 'edit' ? renderEdit(step, before) : renderStep(step)
  }
  return {
    add(step) {
      const run = runById.get(step.runId)
      if (!run) throw new Error(`Step ${step.position} belongs to no run of its trajectory.`)
      const markers = moveTo(open, run)
      const part = { text: render(step), isTrained: step.kind !== 'observe', stepId: step.id }
      return markers ? [{ text: markers, isTrained: true, stepId: null }, part] : [part]
    },
    end() {
      return { text: open.map(() => '</run>\n').join(''), isTrained: true, stepId: null }
    },
  }
}

/** Closes the runs that end and opens the ones that begin before a step of `run`; changes `open` in place. */
function moveTo(open: Run[], run: Run): string {
  let markers = ''
  const parentOf = (candidate: Run) => candidate.id === run.id || candidate.id === run.parentId
  while (open.length > 0 && !parentOf(open[open.length - 1] as Run)) {
    open.pop()
    markers += '</run>\n'
  }
  if (open[open.length - 1]?.id === run.id) return markers
  open.push(run)
  return (
    markers +
    (run.path === null ? `<run agent="${run.role}">\n` : `<run agent="${run.role}" path=${quote(run.path)}>\n`)
  )
}

export function renderStep(step: Step): string {
  if (step.kind === 'think') return renderThink(step.text ?? '')
  if (step.kind === 'observe') return element('observe', {}, step.content ?? step.text ?? '')
  if (step.args.call) return element('act', { call: step.args.call.name }, step.text ?? '')
  const attributes: Attributes = { tool: step.tool }
  if (step.path !== null) attributes.path = step.path
  if (step.args.lines) attributes.lines = `${step.args.lines.start}-${step.args.lines.end}`
  return element('act', attributes, step.args.plan ? renderPlan(step.args.plan) : (step.content ?? step.text ?? ''))
}

/** What foreign agents call is shown as they called it, whatever it does to files. */
function isChange({ kind, tool, args }: Step): boolean {
  return kind === 'act' && !args.call && (tool === 'write' || tool === 'edit')
}

function renderHunk(hunk: Hunk): string {
  if (hunk.old === null) return element('append', {}, hunk.new)
  return element('old', {}, hunk.old) + element('new', {}, hunk.new)
}

/**
 * An edit as replacements: each the old lines, found exactly once in the file as it was, and the new ones. Old lines that
 * are empty stand for the whole file; lines that come at its end are appended. Whoever replays the document has the content again, byte for byte.
 */
function renderEdit({ path, content }: Step, before: string): string {
  const hunks = hunksBetween(before, content ?? '')
  const body = hunks.map(renderHunk).join('')
  return element('act', path === null ? { tool: 'edit' } : { tool: 'edit', path }, body)
}

export function renderThink(text: string): string {
  return element('think', {}, text)
}

/** The opening of the act that writes `path`, up to where its content begins. */
export function renderWriteOpening(path: string): string {
  return opening('act', { tool: 'write', path })
}

export function renderPlan(plan: Plan): string {
  const requirements = plan.requirements.map((requirement) => `- ${requirement}`)
  const files = plan.files.map((file, index) => {
    const needs =
      file.dependencies.length > 0 ? ` Needs ${file.dependencies.map((path) => `\`${path}\``).join(', ')}.` : ''
    return [`${index + 1}. \`${file.path}\`: ${file.purpose}${needs}`, ...renderPromises(file)].join('\n   ')
  })
  return ['Requirements', ...requirements, '', 'Files, in writing order', ...files, ''].join('\n')
}

/** What a plan's entry promises of its file, a line each; nothing where it comes from before that was asked for. */
export function renderPromises({ interface: offers, check }: PlanEntry): string[] {
  return [...(offers ? [`Interface: ${offers}`] : []), ...(check ? [`Check: ${check}`] : [])]
}

type Attributes = Record<string, string | null>

function opening(name: string, attributes: Attributes): string {
  const rendered = Object.entries(attributes).map(([key, value]) => ` ${key}=${quote(value ?? '')}`)
  return `<${name}${rendered.join('')}>\n`
}

/**
 * An element whose body can be taken out again byte for byte: the closing tag stands on its own line, its name gets
 * the smallest number that the body does not contain, and a body without a final newline is marked as such, as in git.
 * Nothing between the tags is an empty body. document.ts is the inverse.
 */
function element(name: string, attributes: Attributes, body: string): string {
  const tag = freeName(name, body)
  const end = body === '' || body.endsWith('\n') ? `</${tag}>\n` : `\n</${tag} no-newline>\n`
  return opening(tag, attributes) + body + end
}

function freeName(name: string, body: string): string {
  let tag = name
  for (let number = 2; body.includes(`</${tag}>`) || body.includes(`</${tag} no-newline>`); number += 1) {
    tag = `${name}-${number}`
  }
  return tag
}

function quote(value: string): string {
  return JSON.stringify(value)
}
