'use client'

import { type Command, useCommands } from '@/components/ui/use-commands'
import { useKeys } from '@/components/ui/use-keys'
import type { GraphModel } from './graph-model'
import { listKeys, listNames } from './graph-toolbar'
import { type GraphView, lists } from './graph-view'
import type { PictureFormat } from './picture/save-picture'
import type { ChangeView } from './use-graph-view'
import * as steps from './view-steps'

/** What only the page can do: everything else is a step of the view. */
export type PageActions = {
  find: () => void
  zoomBy: (factor: number) => void
  fit: () => void
  toggleTree: () => void
  openFilters: () => void
  save: (format: PictureFormat) => void
  /** Undefined while no picture is being saved. */
  cancelSaving: (() => void) | undefined
  open: (path: string) => void
  /** Undefined while nothing is being laid out. */
  cancelLayout: (() => void) | undefined
}

/** Everything that can be done with the graph has a key and a place in the palette. */
export function useGraphCommands(model: GraphModel, view: GraphView, change: ChangeView, page: PageActions): void {
  const { node } = view
  const isFolder = node?.endsWith('/') ?? false
  const always: Command[] = [
    { id: 'find', title: 'Find a file in the graph', keys: '/', run: page.find },
    { id: 'tree', title: 'Show or hide the files', keys: 't', run: page.toggleTree },
    { id: 'filters', title: 'Filters', keys: 'i', run: page.openFilters },
    { id: 'zoom-in', title: 'Zoom in', keys: '+', run: () => page.zoomBy(1.5) },
    { id: 'zoom-out', title: 'Zoom out', keys: '-', run: () => page.zoomBy(1 / 1.5) },
    { id: 'fit', title: 'Show all', keys: '0', run: page.fit },
    { id: 'form', title: 'Next form of the graph', keys: 'v', run: () => change(steps.nextForm) },
    { id: 'coloring', title: 'Next colours of the graph', keys: 'b', run: () => change(steps.nextColoring, false) },
    {
      id: 'fold-all',
      title: 'Fold all folders',
      keys: 'x',
      run: () => change({ open: [], closed: [steps.everyFolder] }),
    },
    {
      id: 'unfold-all',
      title: 'Unfold all folders',
      keys: 'X',
      run: () => change({ open: [steps.everyFolder], closed: [] }),
    },
    ...lists.map((list) => ({
      id: list,
      title: `List of ${listNames[list].toLowerCase()}`,
      keys: listKeys[list],
      run: () => change((now) => steps.toggleList(now, list)),
    })),
  ]
  const ofPicture: Command[] = page.cancelSaving
    ? [{ id: 'cancel-saving', title: 'Cancel saving the picture', run: page.cancelSaving }]
    : [
        { id: 'svg', title: 'Save the graph as SVG', run: () => page.save('svg') },
        { id: 'png', title: 'Save the graph as PNG', run: () => page.save('png') },
      ]
  const toOpen: Command = { id: 'open', title: 'Open the file', keys: 'enter', run: () => node && page.open(node) }
  // A file that is left out has neither neighbours nor ways.
  const isInGraph = node !== null && model.placeOf.has(node)
  const ofFile: Command[] = [
    toOpen,
    {
      id: 'focus',
      title: 'Focus on the file',
      keys: 'f',
      run: () => node && change((now) => steps.toggleFocus(now, node, model)),
    },
    {
      id: 'path',
      title: 'Path from or to the file',
      keys: 'p',
      run: () => node && change((now) => steps.markPathEnd(now, node, model)),
    },
  ]
  const ofFolder: Command[] = [
    {
      id: 'unfold',
      title: 'Unfold the folder',
      keys: 'enter',
      run: () => node && change((now) => steps.unfold(now, node)),
    },
    { id: 'only', title: 'Only this folder', keys: 's', run: () => node && change((now) => steps.showOnly(now, node)) },
  ]
  const ofFocus: Command[] = [
    { id: 'more', title: 'One hop more', keys: ']', run: () => change((now) => steps.changeHops(now, 1)) },
    { id: 'fewer', title: 'One hop fewer', keys: '[', run: () => change((now) => steps.changeHops(now, -1)) },
  ]
  const isPart = view.focus !== null || view.cycle !== null || view.pathFrom !== null || view.folder !== ''
  const toWhole: Command = { id: 'whole', title: 'Show the whole graph', keys: 'a', run: () => change(steps.showWhole) }
  const ofLayout: Command[] = page.cancelLayout
    ? [{ id: 'cancel', title: 'Cancel the layout', run: page.cancelLayout }]
    : []
  useCommands(
    [
      ...always,
      ...ofPicture,
      ...ofLayout,
      ...(node === null ? [] : isFolder ? ofFolder : isInGraph ? ofFile : [toOpen]),
      ...(view.focus === null ? [] : ofFocus),
      ...(isPart ? [toWhole] : []),
    ].map((command) => ({ ...command, id: `graph ${command.id}`, group: 'Graph' })),
  )
  useKeys({
    // From what is most on the surface inwards.
    escape: () => change(view.node !== null || view.edge !== null ? steps.choose(null) : { list: null }),
    // The folder around the chosen one.
    u: { title: 'Fold up the folder around', group: 'Graph', run: () => change((now) => steps.foldAround(now)) },
  })
}
