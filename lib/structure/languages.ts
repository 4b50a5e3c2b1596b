import { interpreterOf, withoutVersion } from './interpreter'
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

/** The programs that run files of a language; their versions aside. */
const interpreters: Record<string, Language> = {
  python,
  pypy: python,
  node: javascript,
  nodejs: javascript,
  deno: javascript,
  bun: javascript,
  sh: bash,
  bash,
  dash: bash,
  ksh: bash,
  zsh: bash,
  ruby,
  php,
}

/** By the path, or, where a file has no extension, by the program that its first line (`#!`) names. */
export function findLanguage(path: string, text = ''): Language | undefined {
  return languages.find((language) => language.handles(path)) ?? languageRunBy(path, text)
}

function languageRunBy(path: string, text: string): Language | undefined {
  if (path.lastIndexOf('.') > path.lastIndexOf('/') + 1) return undefined
  const program = withoutVersion(interpreterOf(text) ?? '')
  return Object.hasOwn(interpreters, program) ? interpreters[program] : undefined
}

/** The name of the parser that reads such a file, with its version; undefined where none does. */
export function findParser(path: string, text?: string): string | undefined {
  const language = findLanguage(path, text)
  return language && parserOf(language, path)
}
