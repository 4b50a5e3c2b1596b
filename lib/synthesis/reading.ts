import { countBytes, countLines, type LineRange, readLines } from '@/lib/trajectory/tools'
import type { FileFacts, Need } from './facts'
import type { ProjectFile } from './project'

/** One read of a sub-run: a dependency, whole or in part. */
export type Reading = { path: string; lines: LineRange | null; need: Need }

/** Less than this of a file is not worth a read. */
const leastBytes = 512
export const mostReadings = 12

/**
 * What a sub-run reads before it writes: its direct dependencies that exist by then, nearest first (fewest steps from
 * folder to folder, then by path), as far as the budget of bytes goes. What does not fit is read in part: the lines of
 * the imported symbols, or else the beginning; or it is left out.
 */
export function planReadings(
  facts: FileFacts,
  fileOf: ReadonlyMap<string, ProjectFile>,
  budgetBytes: number,
): Reading[] {
  const near = facts.needs
    .filter((need) => need.isWritten)
    .map((need) => ({ need, distance: folderDistance(facts.path, need.path) }))
    .sort((a, b) => a.distance - b.distance || (a.need.path < b.need.path ? -1 : 1))
  const readings: Reading[] = []
  let left = budgetBytes
  for (const { need } of near) {
    if (readings.length === mostReadings) break
    const file = fileOf.get(need.path)
    if (!file || file.content === '') continue
    const lines = file.bytes <= left ? null : partOf(file, need, left)
    if (lines === undefined) continue
    readings.push({ path: need.path, lines, need })
    left -= lines ? countBytes(readLines(file.content, lines)) : file.bytes
  }
  return readings
}

/** Steps up and down between the folders of two files. */
export function folderDistance(from: string, to: string): number {
  const [a, b] = [from.split('/').slice(0, -1), to.split('/').slice(0, -1)]
  let common = 0
  while (common < a.length && common < b.length && a[common] === b[common]) common += 1
  return a.length + b.length - 2 * common
}

function partOf(file: ProjectFile, need: Need, left: number): LineRange | undefined {
  if (left < leastBytes) return undefined
  const taken = new Set(need.taken.map(({ name }) => name))
  const symbols = file.outline?.symbols.filter((symbol) => symbol.parent === null && taken.has(symbol.name)) ?? []
  if (symbols.length > 0) {
    const start = Math.min(...symbols.map((symbol) => symbol.startLine))
    const end = Math.min(countLines(file.content), Math.max(...symbols.map((symbol) => symbol.endLine)))
    if (end >= start && countBytes(readLines(file.content, { start, end })) <= left) return { start, end }
  }
  return beginningOf(file.content, left)
}

/** The first lines that fit; undefined when not even one does. */
export function beginningOf(content: string, left: number): LineRange | undefined {
  let end = 0
  let bytes = 0
  for (const line of content.split('\n')) {
    bytes += countBytes(line) + 1
    if (bytes > left) break
    end += 1
  }
  return end > 0 ? { start: 1, end } : undefined
}
