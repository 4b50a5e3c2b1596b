import { enumerate, sentence } from './phrase'
import type { ProjectFacts } from './project-facts'

/**
 * What somebody asks for before there is any code: the name, what it should be, and in which languages. It is built from
 * the manifest and the README, and no loss falls on it.
 */
export function requestOf(project: ProjectFacts): string {
  const lines = [`Build ${project.name} from scratch.`]
  const { description, introduction } = project
  if (description) lines.push(sentence(description))
  if (introduction && !isSame(introduction, description)) lines.push(sentence(introduction))
  const languages = project.languages.slice(0, 4).map(({ name }) => name)
  if (languages.length > 0) lines.push(`Write it in ${enumerate(languages)}.`)
  const extras = [project.tests.length > 0 ? 'tests' : '', project.documents.length > 0 ? 'documentation' : ''].filter(
    (extra) => extra !== '',
  )
  if (extras.length > 0) lines.push(`Include ${enumerate(extras)}.`)
  return `${lines.join('\n\n')}\n`
}

function isSame(introduction: string, description: string | null): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return description !== null && letters(introduction) === letters(description)
}
