import type { Tool } from '@/lib/trajectory/trajectory'
import type { Sample } from './format'

type Schema = { type: 'object'; properties: Record<string, unknown>; required: string[] }

const text = { type: 'string' }
const number = { type: 'integer' }
const path = { path: text }

/** What each tool does and takes, as chat templates print it: JSON Schemas. */
const tools: Record<Tool, [description: string, properties: Record<string, unknown>, required?: string[]]> = {
  plan: [
    'Say what has to be done, and which files are written in which order.',
    {
      plan: {
        type: 'object',
        properties: {
          requirements: { type: 'array', items: text },
          files: { type: 'array', items: { type: 'object' } },
        },
      },
    },
  ],
  delegate: ['Hand a file to an agent of its own.', { ...path, text }, ['path']],
  list: ['List the files below a folder.', path],
  read: ['Read a file, or some of its lines.', { ...path, start_line: number, end_line: number }, ['path']],
  write: ['Write a file.', { ...path, content: text }],
  edit: [
    'Replace lines of a file. Without old lines, the new ones go to the end; empty ones stand for the whole file.',
    {
      ...path,
      edits: {
        type: 'array',
        items: { type: 'object', properties: { old: text, new: text }, required: ['new'] },
      },
    },
  ],
  check: ['Look for problems in a file.', path],
  finish: ['Say that all is done.', { text }],
}

export type ToolDescription = { type: 'function'; function: { name: string; description: string; parameters: Schema } }

/** The tools of a sample: ours, or those that a foreign agent called, of which no more is known than what was given to them. */
export function toolsOf({ metadata, steps }: Pick<Sample, 'metadata' | 'steps'>): ToolDescription[] {
  if (metadata.harness === null) return toolDescriptions
  const names = new Set(steps.flatMap(({ args }) => args.call?.name ?? []))
  return Array.from(names, (name) => ({
    type: 'function',
    function: { name, description: '', parameters: { type: 'object', properties: {}, required: [] } },
  }))
}

export const toolDescriptions: ToolDescription[] = Object.entries(tools).map(
  ([name, [description, properties, required = Object.keys(properties)]]) => ({
    type: 'function',
    function: { name, description, parameters: { type: 'object', properties, required } },
  }),
)
