import { joinNear, joinTied } from './join-parts'
import { openWindowGraph, type Part, type Use, type WindowFile } from './window-graph'
import { nameWindows } from './window-names'
import { tokensOfFrame } from './window-tokens'

/** A part of a repository that is worked on by itself. */
export type Window = {
  name: string
  /** In writing order. */
  paths: string[]
  /** What the files use of other windows: there before the work begins. In writing order. */
  given: string[]
  /** About as many as it has. */
  tokens: number
  /** It may have more than `mostTokens`, being a single file. */
  isOver: boolean
}

/**
 * Cuts a repository into windows of at most about `mostTokens` each. Every file is in exactly one; those that use each
 * other are together as far as they fit, and small ones join what lies near. No two windows need each other: they are in
 * an order in which each uses only windows before it. `files` are in writing order. The same input gives the same windows,
 * and a repository that fits is one.
 */
export function windowsOf(files: readonly WindowFile[], uses: readonly Use[], mostTokens: number): Window[] {
  const total = files.reduce((sum, { tokens }) => sum + tokens, tokensOfFrame)
  const room = Math.max(1, mostTokens - tokensOfFrame)
  const graph = openWindowGraph(files, uses, total <= mostTokens ? Number.POSITIVE_INFINITY : room)
  const pathOf = (place: number) => files[place]?.path ?? ''
  joinTied(graph)
  joinNear(graph, room, pathOf)
  const parts = graph.inOrder()
  const given = givenOf(parts, files, uses)
  const names = nameWindows(parts.map((part) => part.files.flatMap((place) => files[place] ?? [])))
  return parts.map((part, index) => ({
    name: names[index] ?? '',
    paths: part.files.map(pathOf),
    given: (given[index] ?? []).map(pathOf),
    tokens: part.tokens + tokensOfFrame,
    isOver: part.tokens > room,
  }))
}

/** The places of the files of earlier windows that each uses, in order. */
function givenOf(parts: readonly Part[], files: readonly WindowFile[], uses: readonly Use[]): number[][] {
  const windowOf = new Int32Array(files.length)
  for (const [index, part] of parts.entries()) for (const place of part.files) windowOf[place] = index
  const places = new Map(files.map(({ path }, place) => [path, place]))
  const given = parts.map(() => new Set<number>())
  for (const { from, to } of uses) {
    const [user, used] = [places.get(from), places.get(to)]
    if (user === undefined || used === undefined) continue
    const [own, other] = [windowOf[user] ?? 0, windowOf[used] ?? 0]
    if (other < own) given[own]?.add(used)
  }
  return given.map((set) => [...set].sort((a, b) => a - b))
}
