import { type GraphModel, noLanguage, placesAt } from './graph-model'
import type { GraphView } from './graph-view'

export type Filters = GraphView['hidden']

/** What the filters know a file by. */
function traitsOf({ languages, roles }: GraphModel, place: number) {
  return { language: languages[place] ?? noLanguage, role: roles[place] ?? 'source' }
}

/** Whether the filters hide the file at that place. */
export function isHidden(model: GraphModel, { languages, roles }: Filters, place: number): boolean {
  const { language, role } = traitsOf(model, place)
  return languages.includes(language) || roles.includes(role)
}

/** Whether the filters hide a file, or all of a folder; what the graph does not have is not hidden by them. */
function isFilteredOut(model: GraphModel, filters: Filters, path: string): boolean {
  const places = placesAt(model, path)
  return places.length > 0 && places.every((place) => isHidden(model, filters, place))
}

/** The filters, less those that hide one of these files or folders. */
export function filtersShowing(model: GraphModel, filters: Filters, paths: readonly string[]): Filters {
  const traits = paths
    .filter((path) => isFilteredOut(model, filters, path))
    .flatMap((path) => placesAt(model, path))
    .map((place) => traitsOf(model, place))
  const languages = new Set(traits.map(({ language }) => language))
  const roles = new Set(traits.map(({ role }) => role))
  return {
    ...filters,
    languages: filters.languages.filter((language) => !languages.has(language)),
    roles: filters.roles.filter((role) => !roles.has(role)),
  }
}

/** What the view is about and its filters hide: an address, or a filter set later, can ask for that. */
export function hiddenSubjects(model: GraphModel, view: GraphView): string[] {
  return subjectsOf(view).filter((path) => isFilteredOut(model, view.hidden, path))
}

function subjectsOf({ pathFrom, pathTo, cycle, focus, node }: GraphView): string[] {
  const isWay = pathFrom !== null && pathTo !== null
  if (isWay) return [pathFrom, pathTo]
  // A ring has a sentence of its own, as has a path that lacks its second end.
  if (pathFrom !== null || cycle !== null) return []
  return [focus ?? node].filter((path) => path !== null)
}
