import { type Language, parserOf } from './language'
import { bash } from './languages/bash'
import { c } from './languages/c'
import { cSharp } from './languages/c-sharp'
import { components } from './languages/components'
import { cpp } from './languages/cpp'
import { css, scss } from './languages/css'
import { go } from './languages/go'
import { html } from './languages/html'
import { java } from './languages/java'
import { javascript } from './languages/javascript'
import { json } from './languages/json'
import { kotlin } from './languages/kotlin'
import { markdown } from './languages/markdown'
import { php } from './languages/php'
import { python } from './languages/python'
import { ruby } from './languages/ruby'
import { rust } from './languages/rust'
import { scala } from './languages/scala'
import { sql } from './languages/sql'
import { swift } from './languages/swift'
import { toml } from './languages/toml'
import { yaml } from './languages/yaml'

/** Every language that is read. To add one, write its file under languages/ and list it here. */
export const languages: readonly Language[] = [
  javascript,
  components,
  python,
  go,
  rust,
  bash,
  c,
  cpp,
  cSharp,
  php,
  swift,
  ruby,
  java,
  kotlin,
  scala,
  css,
  scss,
  html,
  json,
  markdown,
  sql,
  toml,
  yaml,
]

export function findLanguage(path: string): Language | undefined {
  return languages.find((language) => language.handles(path))
}

/** The name of the parser that reads files of such a path, with its version; undefined where none does. */
export function findParser(path: string): string | undefined {
  const language = findLanguage(path)
  return language && parserOf(language, path)
}
