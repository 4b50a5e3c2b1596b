import type { Language } from './language'
import { javascript } from './languages/javascript'
import { python } from './languages/python'

/** Every language that is read. To add one, write its file under languages/ and list it here. */
export const languages: readonly Language[] = [javascript, python]

export function findLanguage(path: string): Language | undefined {
  return languages.find((language) => language.handles(path))
}
