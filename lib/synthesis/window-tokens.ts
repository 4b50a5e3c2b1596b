import { folderDistance, mostReadings } from './reading'
import type { SynthesisMode, SynthesisSettings } from './settings'

type Sized = { path: string; bytes: number }
type Use = { from: string; to: string }

/** Tokens per byte of a file as it is written, with its markers: what ninety-five of a hundred files stay under. */
const density: Record<string, number> = {
  svg: 0.6,
  vue: 0.5,
  css: 0.42,
  po: 0.42,
  json: 0.36,
  md: 0.31,
  txt: 0.32,
  sh: 0.33,
  c: 0.3,
  h: 0.3,
  yml: 0.3,
}
const usualDensity = 0.27
const densityOfReads = 0.26

type Share = { perFile: number; perByte: number }

/** What comes with each file: its plan entry, its task, its thoughts, the answers of tools, the edits of a draft. */
const embeddedShares: Record<SynthesisMode, Share> = {
  direct: { perFile: 500, perByte: 0.04 },
  iterative: { perFile: 650, perByte: 0.11 },
  history: { perFile: 600, perByte: 0.14 },
  free: { perFile: 600, perByte: 0.11 },
}
/** Models say more: 140 to 590 words before a write. */
const moreOfModels: Share = { perFile: 500, perByte: 0.01 }

/** The request, the requirements and the end, with the files that exist already told by name. */
export const tokensOfFrame = 900

/**
 * About how many tokens each file adds to a document, a little more rather than less, told without its content: it is
 * written, the ones that it uses are read before as `planReadings` would do it, and all is thought about. The shares were
 * measured on repositories of this kind (docs/decisions/015-windows.md).
 */
export function tokensOfFiles(
  files: readonly Sized[],
  uses: readonly Use[],
  { mode, author, readBudgetBytes }: Pick<SynthesisSettings, 'mode' | 'author' | 'readBudgetBytes'>,
): number[] {
  const { perFile, perByte } = embeddedShares[mode]
  const more = author === 'embedded' ? { perFile: 0, perByte: 0 } : moreOfModels
  const read = readBytes(files, uses, readBudgetBytes)
  return files.map(({ path, bytes }, place) => {
    const written = bytes * (densityOf(path) + perByte + more.perByte)
    return Math.ceil(perFile + more.perFile + written + (read[place] ?? 0) * densityOfReads)
  })
}

function densityOf(path: string): number {
  return density[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? usualDensity
}

/** By the place of the file: the bytes of what it reads. */
function readBytes(files: readonly Sized[], uses: readonly Use[], budgetBytes: number): number[] {
  const places = new Map(files.map(({ path }, place) => [path, place]))
  const used = files.map(() => new Set<number>())
  for (const { from, to } of uses) {
    const [user, place] = [places.get(from) ?? -1, places.get(to) ?? -1]
    if (place !== -1 && place < user) used[user]?.add(place)
  }
  return files.map(({ path }, user) => {
    const near = [...(used[user] ?? [])].flatMap((place) => files[place] ?? [])
    near.sort((a, b) => folderDistance(path, a.path) - folderDistance(path, b.path))
    const bytes = near.slice(0, mostReadings).reduce((sum, file) => sum + file.bytes, 0)
    return Math.min(budgetBytes, bytes)
  })
}
