import { enumerate, sentence } from './phrase'
import type { ProjectFacts } from './project-facts'

/**
 * What somebody asks for before there is any code: the name, what it should be, and in which languages. It is built from
 * the manifest and the README, and no loss falls on it. For a window it names what exists already.
 */
export function requestOf(project: ProjectFacts): string {
  const { description, introduction, window, given } = project
  const lines = [
    window === null ? `Build ${project.name} from scratch.` : `Build a part of ${project.name}: ${window}.`,
  ]
  if (description) lines.push(sentence(description))
  if (introduction && !isSame(introduction, description)) lines.push(sentence(introduction))
  const languages = project.languages.slice(0, 4).map(({ name }) => name)
  if (languages.length > 0) lines.push(`Write it in ${enumerate(languages)}.`)
  const extras = [project.tests.length > 0 ? 'tests' : '', project.documents.length > 0 ? 'documentation' : ''].filter(
    (extra) => extra !== '',
  )
  if (extras.length > 0) lines.push(`Include ${enumerate(extras)}.`)
  if (given.length > 0) lines.push(givenWords(given))
  return `${lines.join('\n\n')}\n`
}

/** So many files that exist already are told by name. */
const mostNamed = 24

function givenWords(given: readonly string[]): string {
  const rest = given.length - mostNamed
  const named = given.slice(0, mostNamed).map((path) => `- ${path}`)
  return ['These files exist already:', '', ...named, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')
}

function isSame(introduction: string, description: string | null): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return description !== null && letters(introduction) === letters(description)
}
