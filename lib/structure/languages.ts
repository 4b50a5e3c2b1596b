import { type Language, parserOf } from './language'
import { go } from './languages/go'
import { javascript } from './languages/javascript'
import { python } from './languages/python'

/** Every language that is read. To add one, write its file under languages/ and list it here. */
export const languages: readonly Language[] = [javascript, python, go]

export function findLanguage(path: string): Language | undefined {
  return languages.find((language) => language.handles(path))
}

/** The name of the parser that reads files of such a path, with its version; undefined where none does. */
export function findParser(path: string): string | undefined {
  const language = findLanguage(path)
  return language && parserOf(language, path)
}
