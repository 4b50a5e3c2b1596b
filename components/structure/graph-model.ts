import type { Graph } from '@/lib/repository/repository'
import { type Folder, folderTree } from '@/lib/structure/folder-tree'
import { analyseGraph, type GraphAnalysis } from '@/lib/structure/graph-analysis'
import { DependencyKind } from '@/lib/structure/outline'

/** The graph with what is worked out from it once: its folders, its cycles, layers and weights. */
export type GraphModel = Graph & {
  folders: Folder[]
  placeOf: ReadonlyMap<string, number>
  analysis: GraphAnalysis
  /** By file: arrows that leave or reach it. */
  degree: Int32Array
  /** By arrow: whether it closes a ring at run time. */
  isInCycle: Uint8Array
}

/** Stands for the language of files that have none. */
export const noLanguage = 'no language'

const typeOnly = 1 << DependencyKind.options.indexOf('type-import')

export function graphModel(graph: Graph): GraphModel {
  const { paths, from, to, kinds } = graph
  const isRunTime = (_: number, arrow: number) => ((kinds[arrow] ?? 0) & ~typeOnly) !== 0
  const analysis = analyseGraph(paths, graph, { from: from.filter(isRunTime), to: to.filter(isRunTime) })
  const degree = new Int32Array(paths.length)
  for (const end of [from, to]) for (const file of end) degree[file] = (degree[file] ?? 0) + 1
  const isInCycle = Uint8Array.from(from, (user, arrow) => {
    const cycle = analysis.cycleOf[user] ?? -1
    return Number(cycle >= 0 && cycle === analysis.cycleOf[to[arrow] ?? -1] && isRunTime(user, arrow))
  })
  return {
    ...graph,
    folders: folderTree(paths),
    placeOf: new Map(paths.map((path, place) => [path, place])),
    analysis,
    degree,
    isInCycle,
  }
}

/** The places of a file, or of all files below a folder; none for what is left out. */
export function placesAt({ paths, placeOf }: GraphModel, path: string): number[] {
  if (path.endsWith('/')) return [...paths.keys()].filter((place) => paths[place]?.startsWith(path))
  const place = placeOf.get(path)
  return place === undefined ? [] : [place]
}

/** The folders that a path is in, outermost first: `a/b/c.ts` gives `a/`, `a/b/`. A folder is not in itself. */
export function foldersAbove(path: string): string[] {
  const parts = path.replace(/\/$/, '').split('/').slice(0, -1)
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
}

/** By box: whether it is a test. */
export function testsAmong(
  model: GraphModel,
  { nodes }: { nodes: readonly { kind: string; place: number }[] },
): boolean[] {
  return nodes.map(({ kind, place }) => kind === 'file' && model.roles[place] === 'test')
}
