import { z } from 'zod'
import type { Tool } from '@/lib/trajectory/trajectory'
import { type Json, tableOf } from './json'

/**
 * What a call of a foreign tool does in our words: the tool of ours that is like it, the file, and what the file then holds.
 * Content is there only where it is known for certain; without it a change is a call like any other.
 */
export type FileAct = { tool: Tool | null; path: string | null; content: string | null }

type Files = ReadonlyMap<string, string>
type Change = { path: string; content: string | undefined }
type Reading = (given: Json, files: Files) => FileAct | undefined

const unknown: FileAct = { tool: null, path: null, content: null }

/** Of the tools that each does one thing; names as their agents have them, in small letters. */
const readings = tableOf<Reading>({
  ...named(['str_replace_editor', 'str_replace_based_edit_tool', 'file_editor', 'edit_anthropic', 'edit'], readEditor),
  ...named(['write', 'write_file', 'create_file'], (given) => {
    const found = Written.safeParse(given).data
    return found && changed('write', { path: found.path, content: found.content })
  }),
  ...named(['multiedit', 'replace'], readEdit),
  ...named(['read', 'read_file', 'view'], (given) => about('read', given)),
  ...named(['ls', 'list', 'list_dir', 'list_directory'], (given) => about('list', given)),
  ...named(['task', 'agent', 'delegate', 'delegate_task'], () => ({ ...unknown, tool: 'delegate' })),
  ...named(['finish', 'submit', 'exit'], () => ({ ...unknown, tool: 'finish' })),
})

function named(names: readonly string[], reading: Reading): Record<string, Reading> {
  return Object.fromEntries(names.map((name) => [name, reading]))
}

const text = z.string()
/** The path of a file under whichever name the tool has for it. */
const Path = z
  .looseObject({ path: text.optional(), file_path: text.optional(), filePath: text.optional() })
  .transform(({ path, file_path: other, filePath }) => path ?? other ?? filePath)
  .pipe(text.min(1))
const Written = z
  .looseObject({ content: text.optional(), file_text: text.optional() })
  .transform((given) => ({ path: Path.safeParse(given).data, content: given.content ?? given.file_text }))
  .pipe(z.object({ path: text, content: text }))
const Editor = z.looseObject({
  command: text,
  file_text: text.optional(),
  old_str: text.optional(),
  new_str: text.optional(),
  insert_line: z.int().optional(),
})
const Replacement = z.looseObject({ old_string: text, new_string: text, replace_all: z.boolean().optional() })
const Edits = z.looseObject({ edits: z.array(Replacement) })

function about(tool: Tool, given: Json): FileAct {
  return { tool, path: Path.safeParse(given).data ?? null, content: null }
}

function changed(tool: 'write' | 'edit', { path, content }: Change): FileAct {
  return content === undefined ? { ...unknown, path } : { tool, path, content }
}

/** The editor that SWE-agent, OpenHands and others took over: one tool with a command. */
function readEditor(given: Json, files: Files): FileAct | undefined {
  const { data } = Editor.safeParse(given)
  const path = Path.safeParse(given).data
  if (!data || path === undefined) return readEdit(given, files)
  const before = files.get(path)
  const { command, file_text: whole, old_str: old, new_str: next = '', insert_line: line } = data
  if (command === 'view') return about('read', given)
  if (command === 'create') return changed('write', { path, content: whole })
  if (command === 'str_replace') return changed('edit', { path, content: replaced(before, old, next) })
  if (command === 'insert') return changed('edit', { path, content: inserted(before, line, next) })
  return { ...unknown, path }
}

function readEdit(given: Json, files: Files): FileAct | undefined {
  const path = Path.safeParse(given).data
  if (path === undefined) return undefined
  const edits = Edits.safeParse(given).data?.edits ?? Replacement.array().safeParse([given]).data
  if (!edits) return { ...unknown, path }
  const content = edits.reduce<string | undefined>(
    (before, { old_string: old, new_string: next, replace_all: isAll }) =>
      isAll && before?.includes(old) ? before.replaceAll(old, () => next) : replaced(before, old, next),
    files.get(path) ?? (edits[0]?.old_string === '' ? '' : undefined),
  )
  return changed('edit', { path, content })
}

/** As these tools do it: only what occurs exactly once is replaced. An empty old text is a new file. */
function replaced(before: string | undefined, old: string | undefined, next: string): string | undefined {
  if (before === undefined || old === undefined) return undefined
  if (before === '' && old === '') return next
  const at = old === '' ? -1 : before.indexOf(old)
  if (at === -1 || before.indexOf(old, at + 1) !== -1) return undefined
  return before.slice(0, at) + next + before.slice(at + old.length)
}

/** After a line, counted from 1; 0 is before the first. */
function inserted(before: string | undefined, line: number | undefined, next: string): string | undefined {
  if (before === undefined || line === undefined) return undefined
  const lines = before.split('\n')
  if (line < 0 || line > lines.length) return undefined
  return [...lines.slice(0, line), ...next.split('\n'), ...lines.slice(line)].join('\n')
}

/**
 * Follows the calls of a trajectory and what files hold by then; `isRefused` says that the tool did not do it. Paths are
 * shown from the folder that the agent worked in.
 */
export function openFiles(folder: string | null): (name: string, given: Json, isRefused: boolean) => FileAct {
  const files = new Map<string, string>()
  return (name, given, isRefused) => {
    const act = readings.get(name.toLowerCase())?.(given, files) ?? unknown
    if (isRefused && act.content !== null) return { ...unknown, path: within(folder, act.path) }
    if (act.content !== null && act.path !== null) files.set(act.path, act.content)
    return { ...act, path: within(folder, act.path) }
  }
}

function within(folder: string | null, path: string | null): string | null {
  if (path === null) return null
  const root = folder?.replace(/\/+$/, '')
  const inside = root && path.startsWith(`${root}/`) ? path.slice(root.length) : path
  return inside.replace(/^(?:\.?\/)+/, '') || path
}
