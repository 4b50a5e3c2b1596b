import { applyHunks, type Hunk } from './edit'
import type { LineRange } from './tools'
import type { StepKind } from './trajectory'

/** A run as the document shows it; runs are numbered in the order of their opening markers. */
export type DocumentRun = { parent: number | null; role: string; path: string | null }

/**
 * A step as the document shows it. `body` is the thought, the content, the answer or the words, byte for byte; of an edit
 * it is the content that its replacements lead to.
 */
export type DocumentStep = {
  run: number
  kind: StepKind
  tool: string | null
  /** The tool of a foreign agent; `body` is the JSON that was given to it. */
  call?: string
  path: string | null
  lines: LineRange | null
  body: string
}

export type Document = { request: string; runs: DocumentRun[]; steps: DocumentStep[] }

type Element = { name: string; attributes: Record<string, string>; body: string; end: number }

const openingTag = /<(request|run|think|act|observe|append|old|new)(-\d+)?((?: [a-z]+="(?:[^"\\]|\\.)*")*)>\n/y
const attribute = / ([a-z]+)=("(?:[^"\\]|\\.)*")/g
const closingRun = '</run>\n'

/** Takes a rendered document apart again: the exact inverse of `renderParts`. Throws where the text is no document. */
export function parseDocument(text: string): Document {
  const request = readElement(text, 0)
  if (request.name !== 'request') throw malformed(0)
  const document: Document = { request: request.body, runs: [], steps: [] }
  const open: number[] = []
  const contents = new Map<string, string>()
  let at = request.end
  while (at < text.length) {
    if (text.startsWith(closingRun, at)) {
      if (open.pop() === undefined) throw malformed(at)
      at += closingRun.length
      continue
    }
    const element = readElement(text, at)
    if (element.name === 'run') {
      const { agent = '', path = null } = element.attributes
      open.push(document.runs.push({ parent: open.at(-1) ?? null, role: agent, path }) - 1)
    } else document.steps.push(replayed(toStep(element, open.at(-1), at), contents))
    at = element.end
  }
  if (open.length > 0) throw malformed(at)
  return document
}

function toStep(element: Element, run: number | undefined, at: number): DocumentStep {
  if (run === undefined || !/^(?:think|act|observe)$/.test(element.name)) throw malformed(at)
  const { tool = null, call, path = null, lines } = element.attributes
  const [start, end] = lines?.split('-').map(Number) ?? []
  return {
    run,
    kind: element.name as StepKind, // the pattern of the opening tag leaves nothing else
    tool,
    ...(call === undefined ? {} : { call }),
    path,
    lines: start !== undefined && end !== undefined ? { start, end } : null,
    body: element.body,
  }
}

/** Puts the content of an edit in place of its replacements; `contents` follows what is written. */
function replayed(step: DocumentStep, contents: Map<string, string>): DocumentStep {
  const { kind, tool, path, body } = step
  if (kind !== 'act' || path === null || (tool !== 'write' && tool !== 'edit')) return step
  const content = tool === 'write' ? body : applyHunks(contents.get(path) ?? '', hunksIn(body))
  contents.set(path, content)
  return { ...step, body: content }
}

function hunksIn(body: string): Hunk[] {
  const hunks: Hunk[] = []
  for (let at = 0; at < body.length; ) {
    const old = readElement(body, at)
    if (old.name === 'append') {
      hunks.push({ old: null, new: old.body })
      at = old.end
      continue
    }
    const added = readElement(body, old.end)
    if (old.name !== 'old' || added.name !== 'new') throw malformed(at)
    hunks.push({ old: old.body, new: added.body })
    at = added.end
  }
  return hunks
}

function readElement(text: string, at: number): Element {
  openingTag.lastIndex = at
  const opening = openingTag.exec(text)
  const name = opening?.[1]
  if (!opening || !name) throw malformed(at)
  const attributes = readAttributes(opening[3] ?? '')
  const start = at + opening[0].length
  if (name === 'run') return { name, attributes, body: '', end: start }
  const closing = new RegExp(`</${name}${opening[2] ?? ''}( no-newline)?>\\n`, 'g')
  closing.lastIndex = start
  const found = closing.exec(text)
  if (!found) throw malformed(at)
  const body = text.slice(start, found[1] ? found.index - 1 : found.index)
  return { name, attributes, body, end: closing.lastIndex }
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(attribute), ([, key = '', value = '""']) => [key, String(JSON.parse(value))]),
  )
}

function malformed(at: number): Error {
  return new Error(`The text is not a rendered trajectory: no element can be read at character ${at}.`)
}
