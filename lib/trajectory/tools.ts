import type { Step, StepArgs } from './trajectory'

export type LineRange = NonNullable<StepArgs['lines']>

const count = new Intl.NumberFormat('en-US')
const utf8 = new TextEncoder()

/** Lines as editors count them: a last line without a newline is one too, and an empty file has none. */
export function countLines(content: string): number {
  let lines = 0
  for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) lines += 1
  return content === '' || content.endsWith('\n') ? lines : lines + 1
}

/** The UTF-8 size. */
export function countBytes(content: string): number {
  return utf8.encode(content).length
}

/** Lines `start` to `end`, 1-based and inclusive, each with its own ending, byte for byte. */
export function readLines(content: string, range: LineRange): string {
  let from = 0
  for (let line = 1; line < range.start; line += 1) {
    const end = content.indexOf('\n', from)
    if (end === -1) return ''
    from = end + 1
  }
  let to = from
  for (let line = range.start; line <= range.end; line += 1) {
    const end = content.indexOf('\n', to)
    if (end === -1) return content.slice(from)
    to = end + 1
  }
  return content.slice(from, to)
}

/** What `write` answers. */
export function observeWrite(path: string, content: string): string {
  return `Wrote ${path}: ${sizeOf(content)}.\n`
}

/** What `edit` answers: the size of the file as it is now. */
export function observeEdit(path: string, content: string): string {
  return `Edited ${path}: now ${sizeOf(content)}.\n`
}

/** What `read` answers about a file that is not there. */
export function observeMissing(path: string): string {
  return `There is no file ${path}.\n`
}

const mostListed = 200

/** What `list` answers: the files below a folder, `.` for all, in path order; the first two hundred, and how many more. */
export function observeList(folder: string, paths: Iterable<string>): string {
  const inside = folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`
  const found = [...paths].filter((path) => path.startsWith(inside)).sort()
  if (found.length === 0) return `Nothing is written in ${folder} yet.\n`
  const rest = found.length - mostListed
  const shown = found.slice(0, mostListed).map((path) => `${path}\n`)
  return shown.join('') + (rest > 0 ? `and ${count.format(rest)} more\n` : '')
}

/** The answer of a tool, given the tree as it is right after the act; undefined for an act that nothing answers. */
export function observe(act: Step, tree: Pick<ReadonlyMap<string, string>, 'get' | 'keys'>): string | undefined {
  if (act.path === null) return undefined
  if (act.tool === 'list') return observeList(act.path, tree.keys())
  const content = tree.get(act.path)
  if (act.tool === 'read') {
    if (content === undefined) return observeMissing(act.path)
    return act.args.lines ? readLines(content, act.args.lines) : content
  }
  if (act.tool === 'write') return observeWrite(act.path, content ?? '')
  if (act.tool === 'edit') return observeEdit(act.path, content ?? '')
  return undefined
}

function sizeOf(content: string): string {
  return `${quantity(countLines(content), 'line')}, ${quantity(countBytes(content), 'byte')}`
}

function quantity(number: number, unit: string): string {
  return `${count.format(number)} ${unit}${number === 1 ? '' : 's'}`
}
