import type { GraphModel } from './graph-model'
import { boxHeight, labelsOf, shorten, widthOfBox, widthOfText } from './labels'
import type { LayoutRequest } from './layout-request'
import { type DrawnForm, isDrawnDirect } from './scene'
import type { VisibleGraph } from './visible-graph'

/** All that the layout needs to know of what is visible, as plain arrays. */
export function toLayoutRequest(model: GraphModel, graph: VisibleGraph, form: DrawnForm): LayoutRequest {
  return form === 'layers' ? nestedRequest(graph) : forceRequest(model, graph)
}

function nestedRequest(graph: VisibleGraph): LayoutRequest {
  const boxes = graph.nodes.length
  const widths = Float64Array.from([
    ...labelsOf(graph).map(widthOfBox),
    ...graph.groups.map(({ label }) => widthOfText(shorten(label)) + 24),
  ])
  const heights = new Float64Array(widths.length).fill(boxHeight)
  const { from, to, count } = graph.lifted
  const isTied = new Uint8Array(widths.length)
  if (isDrawnDirect(graph, 'layers'))
    for (const ends of [graph.direct.from, graph.direct.to]) for (const end of ends) isTied[end] = 1
  return { form: 'layers', input: { boxes, widths, heights, parent: graph.parent, from, to, count, isTied } }
}

const leastRadius = 3
const mostRadius = 16

/** The more lines the larger, by area. */
function radiusOf(lines: number, files: number): number {
  return Math.min(mostRadius * Math.sqrt(files), leastRadius + Math.sqrt(lines) / 4)
}

function forceRequest(model: GraphModel, graph: VisibleGraph): LayoutRequest {
  const { paths, lines, folders } = model
  // Files, then folders from the innermost out; the root is no item.
  const itemOf = (folder: number) => (folder <= 0 ? -1 : paths.length + folders.length - 1 - folder)
  const treeParent = new Int32Array(paths.length + folders.length - 1).fill(-1)
  for (const [index, { files, parent }] of folders.entries()) {
    for (const file of files) treeParent[file] = itemOf(index)
    if (index > 0) treeParent[itemOf(index)] = itemOf(parent)
  }
  const { from, to } = graph.direct
  return {
    form: 'force',
    input: {
      treeParent,
      treeRadius: Float64Array.from(treeParent, (_, item) => (item < paths.length ? radiusOf(lines[item] ?? 0, 1) : 0)),
      item: Int32Array.from(graph.nodes, ({ kind, place }) => (kind === 'file' ? place : itemOf(place))),
      radius: Float64Array.from(graph.nodes, (node) => radiusOf(node.lines, node.files)),
      parent: graph.parent,
      from,
      to,
    },
  }
}
