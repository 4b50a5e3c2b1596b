import type { Graph } from '@/lib/repository/repository'

/** A box of the drawing: a file, or a folder that stands for all its files. */
export type VisibleNode = {
  /** The path; a folder's ends in `/`. */
  id: string
  label: string
  kind: 'file' | 'folder'
  files: string[]
  lines: number
  /** The language with most lines. */
  language: string | null
  isTest: boolean
}

/** All imports between two boxes, summed. */
export type VisibleEdge = { from: number; to: number; count: number; names: string[]; isCycle: boolean }

export type VisibleGraph = { nodes: VisibleNode[]; edges: VisibleEdge[] }

export const maxVisibleAtStart = 60

/** The folder itself and the folders above it, outermost first: `a/b/` gives `a/`, `a/b/`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
}

/**
 * The folders to open at first: largest first, as long as at most `limit` boxes are visible. A folder that holds
 * nothing but one other folder costs nothing to open.
 */
export function foldersToOpen(paths: readonly string[], limit = maxVisibleAtStart): Set<string> {
  const children = childrenByFolder(paths)
  const sizes = new Map<string, number>()
  for (const path of paths) for (const folder of foldersAbove(path)) sizes.set(folder, (sizes.get(folder) ?? 0) + 1)
  const open = new Set<string>()
  let visible = children.get('')?.size ?? 0
  const waiting = (of: string) => [...(children.get(of) ?? [])].filter((child) => child.endsWith('/'))
  let candidates = waiting('')
  while (candidates.length > 0) {
    candidates.sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || (a < b ? -1 : 1))
    const fitting = candidates.find((folder) => visible - 1 + (children.get(folder)?.size ?? 0) <= limit)
    if (fitting === undefined) break
    open.add(fitting)
    visible += (children.get(fitting)?.size ?? 0) - 1
    candidates = [...candidates.filter((folder) => folder !== fitting), ...waiting(fitting)]
  }
  return open
}

function childrenByFolder(paths: readonly string[]): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>()
  const add = (folder: string, child: string) => {
    const known = children.get(folder) ?? new Set()
    children.set(folder, known.add(child))
  }
  for (const path of paths) {
    let parent = ''
    for (const folder of foldersAbove(path)) {
      add(parent, folder)
      parent = folder
    }
    add(parent, path)
  }
  return children
}

/** The box that stands for a file: the outermost folder above it, inside `scope`, that is not open, or the file. */
export function boxOf(path: string, open: ReadonlySet<string>, scope = ''): string {
  return foldersAbove(path).find((folder) => folder.length > scope.length && !open.has(folder)) ?? path
}

/** The graph as it is drawn: closed folders are one box, and what runs between two boxes is one summed arrow. */
export function viewByFolder(graph: Graph, open: ReadonlySet<string>, scope = ''): VisibleGraph {
  const nodes: VisibleNode[] = []
  const indexOf = new Map<string, number>()
  const boxByPath = new Map<string, number>()
  const linesByLanguage: Map<string, number>[] = []
  for (const file of graph.nodes) {
    if (!file.path.startsWith(scope)) continue
    const id = boxOf(file.path, open, scope)
    const index = indexOf.get(id) ?? nodes.length
    if (index === nodes.length) {
      indexOf.set(id, index)
      nodes.push(emptyBox(id, scope))
      linesByLanguage.push(new Map())
    }
    const node = nodes[index]
    const lines = linesByLanguage[index]
    if (!node || !lines) continue
    boxByPath.set(file.path, index)
    node.files.push(file.path)
    node.lines += file.lines
    node.isTest &&= file.isTest
    if (file.language) lines.set(file.language, (lines.get(file.language) ?? 0) + file.lines)
  }
  for (const [index, node] of nodes.entries()) node.language = largest(linesByLanguage[index])
  return { nodes, edges: sumEdges(graph, boxByPath) }
}

function emptyBox(id: string, scope: string): VisibleNode {
  const kind = id.endsWith('/') ? 'folder' : 'file'
  const inScope = id.slice(scope.length)
  const name = kind === 'folder' ? inScope : (inScope.split('/').at(-1) ?? inScope)
  return { id, label: name, kind, files: [], lines: 0, language: null, isTest: true }
}

function largest(counts: Map<string, number> | undefined): string | null {
  const sorted = [...(counts ?? [])].sort((a, b) => b[1] - a[1])
  return sorted[0]?.[0] ?? null
}

function sumEdges(graph: Graph, boxByPath: ReadonlyMap<string, number>): VisibleEdge[] {
  const cycleOf = new Map(graph.cycles.flatMap((paths, cycle) => paths.map((path) => [path, cycle] as const)))
  const edges = new Map<string, VisibleEdge>()
  for (const { from, to, kinds, names } of graph.edges) {
    const source = boxByPath.get(from)
    const target = boxByPath.get(to)
    if (source === undefined || target === undefined || source === target) continue
    const key = `${source} ${target}`
    const edge = edges.get(key) ?? { from: source, to: target, count: 0, names: [], isCycle: false }
    edge.count += 1
    edge.names = [...new Set([...edge.names, ...names])]
    const isAtRunTime = kinds.some((kind) => kind !== 'type-import')
    edge.isCycle ||= isAtRunTime && cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to)
    edges.set(key, edge)
  }
  return [...edges.values()]
}
