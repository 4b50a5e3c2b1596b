import C from 'linguist-languages/data/C'
import Cpp from 'linguist-languages/data/C_2b__2b_'
import CSharp from 'linguist-languages/data/C_23_'
import Css from 'linguist-languages/data/CSS'
import Dart from 'linguist-languages/data/Dart'
import Dockerfile from 'linguist-languages/data/Dockerfile'
import Go from 'linguist-languages/data/Go'
import Html from 'linguist-languages/data/HTML'
import Java from 'linguist-languages/data/Java'
import JavaScript from 'linguist-languages/data/JavaScript'
import Json from 'linguist-languages/data/JSON'
import JsonWithComments from 'linguist-languages/data/JSON_20_with_20_Comments'
import Kotlin from 'linguist-languages/data/Kotlin'
import Less from 'linguist-languages/data/Less'
import Lua from 'linguist-languages/data/Lua'
import Makefile from 'linguist-languages/data/Makefile'
import Markdown from 'linguist-languages/data/Markdown'
import Mdx from 'linguist-languages/data/MDX'
import Php from 'linguist-languages/data/PHP'
import Python from 'linguist-languages/data/Python'
import Ruby from 'linguist-languages/data/Ruby'
import Rust from 'linguist-languages/data/Rust'
import ReStructuredText from 'linguist-languages/data/reStructuredText'
import Scss from 'linguist-languages/data/SCSS'
import Scala from 'linguist-languages/data/Scala'
import Shell from 'linguist-languages/data/Shell'
import Sql from 'linguist-languages/data/SQL'
import Svg from 'linguist-languages/data/SVG'
import Svelte from 'linguist-languages/data/Svelte'
import Swift from 'linguist-languages/data/Swift'
import Toml from 'linguist-languages/data/TOML'
import Tsx from 'linguist-languages/data/TSX'
import TypeScript from 'linguist-languages/data/TypeScript'
import Vue from 'linguist-languages/data/Vue'
import Yaml from 'linguist-languages/data/YAML'

const known = [
  C,
  Cpp,
  CSharp,
  Css,
  Dart,
  Dockerfile,
  Go,
  Html,
  Java,
  JavaScript,
  Json,
  JsonWithComments,
  Kotlin,
  Less,
  Lua,
  Makefile,
  Markdown,
  Mdx,
  Php,
  Python,
  Ruby,
  ReStructuredText,
  Rust,
  Scala,
  Scss,
  Shell,
  Sql,
  Svelte,
  Svg,
  Swift,
  Toml,
  Tsx,
  TypeScript,
  Vue,
  Yaml,
]

const colorByLanguage = new Map<string, string>(
  known.map(({ name, color }) => [name, `oklch(from ${color} clamp(0.52, l, 0.8) calc(c * 0.8) h)`]),
)

/** The language's colour as CSS: linguist's, muted, and neither so dark nor so light that it is lost on one of the grounds; a grey for all others. */
export function colorOfLanguage(language: string | null): string {
  return colorByLanguage.get(language ?? '') ?? 'var(--color-neutral-8)'
}
