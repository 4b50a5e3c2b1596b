import { FileRole } from '@/lib/repository/repository'
import { DependencyKind } from '@/lib/structure/outline'
import { readViewpoint, type Viewpoint, writeViewpoint } from './viewpoint'

export const forms = ['auto', 'layers', 'force', 'matrix', 'list'] as const
export const colorings = ['language', 'layer', 'size', 'role', 'importance', 'gain'] as const
export const lists = ['cycles', 'orphans', 'entries', 'unresolved'] as const
export const mostHops = 5

export type Form = (typeof forms)[number]
export type Coloring = (typeof colorings)[number]
export type ListName = (typeof lists)[number]

/** What is looked at and how: all of it is in the address, so that a link shows the same and the way back is kept. */
export type GraphView = {
  form: Form
  coloring: Coloring
  /** Only what is below this folder, which ends in `/`. */
  folder: string
  /** Folders that someone has opened or closed against what would be so by itself. */
  open: string[]
  closed: string[]
  /** Shows however many boxes there are. */
  isUnlimited: boolean
  /** The chosen file or folder. */
  node: string | null
  /** The chosen arrow. */
  edge: { from: string; to: string } | null
  focus: string | null
  hops: number
  /** The way from one file to another; while there is one end only it is being chosen. */
  pathFrom: string | null
  pathTo: string | null
  /** A file of the ring that is shown alone. */
  cycle: string | null
  list: ListName | null
  hidden: { languages: string[]; roles: FileRole[]; kinds: DependencyKind[] }
  /** Where in the drawing one is; null where it is shown from its beginning. */
  at: Viewpoint | null
}

export const plainView: GraphView = {
  form: 'auto',
  coloring: 'language',
  folder: '',
  open: [],
  closed: [],
  isUnlimited: false,
  node: null,
  edge: null,
  focus: null,
  hops: 1,
  pathFrom: null,
  pathTo: null,
  cycle: null,
  list: null,
  hidden: { languages: [], roles: [], kinds: [] },
  at: null,
}

export function readView(address: URLSearchParams): GraphView {
  const word = (name: string) => address.get(name) || null
  const among = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === address.get(name))
  const some = <Value extends string>(name: string, values: readonly Value[]) =>
    values.filter((value) => address.getAll(name).includes(value))
  const [from, to] = [word('from'), word('to')]
  const hops = Number.parseInt(address.get('hops') ?? '1', 10)
  return {
    form: among('form', forms) ?? 'auto',
    coloring: among('color', colorings) ?? 'language',
    folder: word('folder') ?? '',
    open: address.getAll('open'),
    closed: address.getAll('closed'),
    isUnlimited: address.has('all'),
    node: word('node'),
    edge: from && to ? { from, to } : null,
    focus: word('focus'),
    hops: Math.max(1, Math.min(mostHops, Number.isNaN(hops) ? 1 : hops)),
    pathFrom: word('path-from'),
    pathTo: word('path-to'),
    cycle: word('cycle'),
    list: among('list', lists) ?? null,
    hidden: {
      languages: address.getAll('no-language'),
      roles: some('no-role', FileRole.options),
      kinds: some('no-kind', DependencyKind.options),
    },
    at: readViewpoint(address.get('at')),
  }
}

/** Leaves out whatever is plain. */
export function writeView(view: GraphView): URLSearchParams {
  const entries: [string, string | null][] = [
    ['form', view.form === 'auto' ? null : view.form],
    ['color', view.coloring === 'language' ? null : view.coloring],
    ['folder', view.folder],
    ...view.open.map((folder): [string, string] => ['open', folder]),
    ...view.closed.map((folder): [string, string] => ['closed', folder]),
    ['all', view.isUnlimited ? 'yes' : null],
    ['node', view.node],
    ['from', view.edge?.from ?? null],
    ['to', view.edge?.to ?? null],
    ['focus', view.focus],
    ['hops', view.hops === 1 ? null : String(view.hops)],
    ['path-from', view.pathFrom],
    ['path-to', view.pathTo],
    ['cycle', view.cycle],
    ['list', view.list],
    ...view.hidden.languages.map((language): [string, string] => ['no-language', language]),
    ...view.hidden.roles.map((role): [string, string] => ['no-role', role]),
    ...view.hidden.kinds.map((kind): [string, string] => ['no-kind', kind]),
    ['at', view.at && writeViewpoint(view.at)],
  ]
  const address = new URLSearchParams()
  for (const [name, value] of entries) if (value) address.append(name, value)
  return address
}
