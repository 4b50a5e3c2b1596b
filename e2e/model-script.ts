import { z } from 'zod'
import {
  exampleOf,
  faults,
  type ModelAnswer,
  type ModelFault,
  type ModelRequest,
  type Script,
} from '@/lib/llm/testing/model-server'

const json = (value: unknown): ModelAnswer => ({ text: JSON.stringify(value) })
const about = (path: string) => `For ${path} I keep to what it is for, and leave the rest to others.`

type Mishap = { kind: Kind; path?: string; said: (request: ModelRequest) => ModelAnswer | ModelFault }

/** The file that the model would rather not write about. */
export const refusedPath = 'README.md'

/** What goes wrong, once each, at the first request of a kind during a synthesis. */
const mishaps: Mishap[] = [
  { kind: 'overview', said: () => faults.tooMany('1') },
  { kind: 'plan', said: () => ({ text: '{"files": [{"path": ' }) },
  { kind: 'file', path: refusedPath, said: () => ({ refusal: 'I would rather not write about this file.' }) },
  { kind: 'file', said: (request) => ({ ...sensible(request), pauseMs: 20 }) },
]

/** A model that answers every question sensibly once each mishap has happened; trials and tests go well. */
export function clumsyModel(): Script {
  const left = [...mishaps]
  return (request) => {
    if (isTrial(request)) return sensible(request)
    const [first] = filesIn(said(request))
    const next = left.findIndex(({ kind, path = first?.path }) => kind === kindOf(request) && path === first?.path)
    const [mishap] = next < 0 ? [] : left.splice(next, 1)
    return mishap ? mishap.said(request) : sensible(request)
  }
}

type Kind = 'overview' | 'plan' | 'again' | 'file' | 'other'

const said = (request: ModelRequest) => request.messages.map(({ content }) => content ?? '').join('\n')

function kindOf(request: ModelRequest): Kind {
  const words = said(request)
  if (words.includes('beginning and end')) return 'overview'
  if (words.includes('entry of the plan')) return 'plan'
  if (words.includes('Take a step back')) return 'again'
  return words.includes('thought and said about it') ? 'file' : 'other'
}

/** An estimate asks for a shorter answer. */
function isTrial({ max_tokens: most = 0 }: ModelRequest): boolean {
  return most < 4096
}

function sensible(request: ModelRequest): ModelAnswer {
  const files = filesIn(said(request))
  const path = files[0]?.path ?? ''
  switch (kindOf(request)) {
    case 'overview':
      return json({
        thought: 'I begin with what nothing else needs, and end with what ties it together.',
        requirements: ['It does what its name says.'],
        closing: 'The parts came together as they were meant to.',
        summary: 'All of it is written.',
      })
    case 'plan':
      return json({
        files: files.map((file) => ({
          ...file,
          purpose: about(file.path),
          interface: 'What its name says.',
          check: 'By eye.',
        })),
      })
    case 'again':
      return json({ thought: 'I take a step back and think of what it is for.' })
    case 'file':
      return json({ next: about(path), task: about(path), read: about(path), write: `${about(path)} Then I write it.` })
    default:
      return otherwise(request)
  }
}

/** The paths that a prompt names, and what each file uses. */
function filesIn(words: string): { path: string; dependencies: string[] }[] {
  return words
    .split(/^Path: /m)
    .slice(1)
    .map((part) => {
      const [path = ''] = part.split('\n')
      const uses = /^Uses:\n((?:- .*\n?)*)/m.exec(part)?.[1] ?? ''
      return { path, dependencies: Array.from(uses.matchAll(/^- ([^\s,:]+)/gm), ([, used = '']) => used) }
    })
}

/** Tests of the connection: calls the tool, fills in the form, or says a word. */
function otherwise({ tools, response_format: format }: ModelRequest): ModelAnswer {
  const [tool] = tools
  if (tool) return { toolCalls: [{ name: tool.function.name, arguments: exampleOf(tool.function.parameters) }] }
  if (format?.type === 'json_schema') return json(exampleOf(format.json_schema?.schema))
  const schema = z.looseObject({ type: z.string() }).safeParse(format)
  return schema.success ? json({ city: 'Oslo', inhabitants: 700_000 }) : { text: 'ready' }
}
