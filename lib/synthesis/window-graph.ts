import { findComponents } from '@/lib/structure/cycles'

/** A file as windows see it; `tokens` is what it adds to a document. */
export type WindowFile = { path: string; isTest: boolean; tokens: number }
export type Use = { from: string; to: string }

/** Files that stay together, and how often they use other parts and are used by them. */
export type Part = {
  /** By their place in the writing order, in that order. */
  files: number[]
  tokens: number
  /** The deepest folder that all its files lie in; '' is the top. */
  folder: string
  uses: Map<number, number>
  usedBy: Map<number, number>
}

/** A use of what a test is about counts as much as this many others. */
const usesOfTest = 2

/**
 * The graph of the parts of a repository: at first one for each file, and for each cycle of files that fits. It has no
 * cycle, and never gets one as long as only parts are joined that `canJoin`: so windows can be worked on one after the
 * other, and each uses only what is there by then. A cycle of files that does not fit is opened as the writing order does
 * it: what a file uses of what is written later does not count.
 *
 * Merging that keeps a quotient graph acyclic: J. Herrmann et al., "Multilevel algorithms for acyclic partitioning of
 * directed acyclic graphs", SIAM J. Sci. Comput. 41(4), 2019. Here ranks are kept as in D. Pearce and P. Kelly, "A dynamic
 * topological sort algorithm for directed acyclic graphs", JEA 11, 2006, so that a search sees only what lies between.
 */
export function openWindowGraph(files: readonly WindowFile[], uses: readonly Use[], mostTokens: number) {
  const counts = countUses(files, uses)
  const parts = new Map<number, Part>()
  const home = new Int32Array(files.length)
  for (const places of findParts(files, counts, mostTokens)) {
    for (const place of places) home[place] = parts.size
    parts.set(parts.size, openPart(files, places))
  }
  counts.forEach((used, from) => {
    for (const [to, count] of used) if (to < from) tie(home[from] ?? 0, home[to] ?? 0, count)
  })

  // Used ones come before their users, as `findComponents` has them.
  const order = [...parts.keys()]
  const rank = Int32Array.from(order)
  const rankOf = (number: number) => rank[number] ?? 0

  function part(number: number): Part {
    const found = parts.get(number)
    if (!found) throw new Error(`Part ${number} has become part of another.`)
    return found
  }
  function tie(from: number, to: number, count: number): void {
    if (from === to) return
    add(part(from).uses, to, count)
    add(part(to).usedBy, from, count)
  }
  /** All that is reached from a part along one side of the ties, as far as the ranks lie between. */
  function reach(from: number, side: 'uses' | 'usedBy', isBetween: (rank: number) => boolean): Set<number> {
    const reached = new Set<number>()
    const open = [from]
    for (let number = open.pop(); number !== undefined; number = open.pop())
      for (const next of part(number)[side].keys())
        if (!reached.has(next) && isBetween(rankOf(next))) {
          reached.add(next)
          open.push(next)
        }
    return reached
  }
  function sorted(a: number, b: number): [lower: number, upper: number] {
    return rankOf(a) < rankOf(b) ? [a, b] : [b, a]
  }
  /** The joined part `kept` comes after what the upper one needs, and before all that need the lower one. */
  function reorder(kept: number, lower: number, upper: number): void {
    const [first, last] = [rankOf(lower), rankOf(upper)]
    const users = reach(lower, 'usedBy', (between) => between > first && between < last)
    const region = order.slice(first + 1, last).filter((number) => number !== -1)
    const before = region.filter((number) => !users.has(number))
    const placed = [...before, kept, ...region.filter((number) => users.has(number))]
    order.fill(-1, first, last + 1)
    placed.forEach((number, index) => {
      order[first + index] = number
      rank[number] = first + index
    })
  }

  return {
    numbers: () => [...parts.keys()],
    has: (number: number) => parts.has(number),
    part,
    /** Whether two parts fit into one window, and no third one has to come between them. */
    canJoin(a: number, b: number): boolean {
      if (part(a).tokens + part(b).tokens > mostTokens) return false
      const [lower, upper] = sorted(a, b)
      const [first, last] = [rankOf(lower), rankOf(upper)]
      const needed = reach(upper, 'uses', (between) => between > first && between < last)
      return ![...needed].some((number) => part(number).uses.has(lower))
    },
    /** Makes one part of two, known as `a` from then on. */
    join(a: number, b: number): void {
      reorder(a, ...sorted(a, b))
      const [kept, gone] = [part(a), part(b)]
      parts.delete(b)
      kept.files = [...kept.files, ...gone.files].sort((one, other) => one - other)
      kept.tokens += gone.tokens
      kept.folder = commonFolder(kept.folder, gone.folder)
      kept.uses.delete(b)
      kept.usedBy.delete(b)
      for (const [used, count] of gone.uses) {
        parts.get(used)?.usedBy.delete(b)
        if (used !== a) tie(a, used, count)
      }
      for (const [user, count] of gone.usedBy) {
        parts.get(user)?.uses.delete(b)
        if (user !== a) tie(user, a, count)
      }
    },
    /** The parts, each after those that it uses. */
    inOrder: () => order.filter((number) => number !== -1).map(part),
  }
}

export type WindowGraph = ReturnType<typeof openWindowGraph>

/** By the place of the file: how often it uses others. */
function countUses(files: readonly WindowFile[], uses: readonly Use[]): Map<number, number>[] {
  const places = new Map(files.map(({ path }, place) => [path, place]))
  const counts = files.map(() => new Map<number, number>())
  for (const { from, to } of uses) {
    const [user, used] = [places.get(from) ?? -1, places.get(to) ?? -1]
    const count = counts[user]
    if (!count || used === -1 || user === used) continue
    add(count, used, files[user]?.isTest && !files[used]?.isTest ? usesOfTest : 1)
  }
  return counts
}

/** The places of the files of each part, used ones first. */
function findParts(files: readonly WindowFile[], counts: readonly Map<number, number>[], mostTokens: number) {
  return findComponents(counts.map((used) => [...used.keys()])).flatMap((cycle) => {
    const places = cycle.toSorted((a, b) => a - b)
    const tokens = places.reduce((sum, place) => sum + (files[place]?.tokens ?? 0), 0)
    return tokens <= mostTokens ? [places] : places.map((place) => [place])
  })
}

function openPart(files: readonly WindowFile[], places: number[]): Part {
  const members = places.flatMap((place) => files[place] ?? [])
  return {
    files: places,
    tokens: members.reduce((sum, { tokens }) => sum + tokens, 0),
    folder: members.map(({ path }) => folderOf(path)).reduce(commonFolder),
    uses: new Map(),
    usedBy: new Map(),
  }
}

export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

export function commonFolder(a: string, b: string): string {
  const [one, other] = [a.split('/'), b.split('/')]
  const differs = one.findIndex((name, depth) => name !== other[depth])
  return differs === -1 ? a : one.slice(0, differs).join('/')
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
