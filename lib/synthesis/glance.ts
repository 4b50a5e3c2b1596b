/** Something that a cheap look at a text shows: names under a noun, such as the sections of a document. */
export type Topic = { noun: string; names: string[] }

type Look = { pattern: RegExp; noun: string; find: RegExp }

const most = 40

/** For files without an outline, by the kind of file; the first group is the name. */
const looks: Look[] = [
  {
    pattern: /\.[cm]?jsx?$/,
    noun: 'method',
    find: /^(?!module\.|exports\.)\w+(?:\.prototype)?\.(\w+)[ \t]*=[ \t]*(?:async[ \t]+)?function\b/gm,
  },
  {
    pattern: /\.(?:md|mdx|markdown|rst)$/i,
    noun: 'name',
    find: /(?<![`\w])`{1,2}([\w.$-]{2,40}(?:\(\))?)`{1,2}(?!`)/g,
  },
  { pattern: /\.(?:md|mdx|markdown)$/i, noun: 'section', find: /^#{1,4}[ \t]+(.+?)[ \t#]*$/gm },
  { pattern: /\.(?:rst|txt)$/i, noun: 'section', find: /^(\S.{1,70})\n(?:={3,}|-{3,}|~{3,}|\^{3,}|"{3,})[ \t]*$/gm },
  { pattern: /\.adoc$/i, noun: 'section', find: /^={1,4}[ \t]+(.+?)[ \t]*$/gm },
  { pattern: /\.(?:ya?ml)$/i, noun: 'key', find: /^([A-Za-z_][\w./-]*):(?:\s|$)/gm },
  { pattern: /\.(?:ya?ml)$/i, noun: 'deeper key', find: /^(?: {4,}| {2,}- )(?:- )?([A-Za-z_][\w./-]*):(?:\s|$)/gm },
  {
    pattern: /\.(?:toml|ini|cfg|editorconfig)$|(?:^|\/)\.(?:editorconfig|flake8|coveragerc|pylintrc)$/i,
    noun: 'table',
    find: /^\[{1,2}([^\]\n]+)\]{1,2}/gm,
  },
  {
    pattern: /\.(?:toml|ini|cfg|properties|env[.\w]*|neon)$|(?:^|\/)\.(?:npmrc|yarnrc|curlrc)$/i,
    noun: 'setting',
    find: /^([A-Za-z_][\w.-]*)[ \t]*[=:]/gm,
  },
  { pattern: /\.(?:css|scss|sass|less)$/i, noun: 'rule', find: /^[ \t]*([.#][\w-]+)[^;{}\n]*[{,][ \t]*$/gm },
  { pattern: /\.(?:css|scss|sass|less)$/i, noun: 'custom property', find: /(--[\w-]+)[ \t]*:/g },
  { pattern: /\.(?:html?|jinja2?|j2|ejs|hbs|njk|twig|erb|svg|xml)$/i, noun: 'element', find: /<([a-zA-Z][\w:-]*)/g },
  { pattern: /\.(?:html?|jinja2?|j2|njk|twig)$/i, noun: 'block', find: /\{%-?\s*block\s+(\w+)/g },
  { pattern: /\.(?:vue|svelte|astro)$/i, noun: 'element', find: /<([a-zA-Z][\w:-]*)/g },
  {
    pattern: /\.sql$/i,
    noun: 'table',
    find: /\b(?:create|alter)\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|view|index|function|type)\s+(?:if\s+not\s+exists\s+)?["`[]?([\w.]+)/gi,
  },
  {
    pattern: /\.(?:graphql|gql|prisma|proto)$/i,
    noun: 'definition',
    find: /^(?:type|interface|enum|input|model|message|service|scalar|union|generator|datasource)\s+(\w+)/gm,
  },
  {
    pattern: /\.(?:sh|bash|zsh|fish|ps1)$/i,
    noun: 'function',
    find: /^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\{?/gm,
  },
  {
    pattern: /(?:^|\/)(?:makefile|gnumakefile|justfile)$|\.mk$/i,
    noun: 'target',
    find: /^([A-Za-z][\w./-]*)[ \t]*:(?!=)/gm,
  },
  { pattern: /(?:^|\/)(?:dockerfile|containerfile)[^/]*$/i, noun: 'instruction', find: /^([A-Z]{3,})[ \t]/gm },
  {
    pattern: /(?:^|\/)\.(?:gitignore|npmignore|dockerignore|eslintignore|prettierignore|gitattributes)$/i,
    noun: 'pattern',
    find: /^([^\s#][^\s]*)/gm,
  },
  { pattern: /(?:^|\/)go\.mod$/, noun: 'requirement', find: /^(?:require[ \t]+|[ \t]+)([\w./-]+)[ \t]+v\d/gm },
  {
    pattern: /\.sbt$/,
    noun: 'setting',
    find: /^[ \t]*(?:lazy[ \t]+val[ \t]+(\w+)|(?:ThisBuild[ \t]*\/[ \t]*)?(\w+)[ \t]*:=)/gm,
  },
  {
    pattern: /(?:^|\/)Gemfile$|\.gemspec$/,
    noun: 'gem',
    find: /^[ \t]*(?:gem|\w+\.add_(?:\w+_)?dependency)[ (]+["']([\w-]+)/gm,
  },
  {
    pattern: /(?:^|\/)CMakeLists\.txt$/,
    noun: 'target',
    find: /\badd_(?:library|executable|test)\s*\(\s*([\w:${}-]+)/g,
  },
  { pattern: /requirements[^/]*\.(?:txt|in)$/i, noun: 'requirement', find: /^([A-Za-z][\w.-]*)/gm },
  { pattern: /\.go$/, noun: 'type', find: /^type[ \t]+(\w+)/gm },
  { pattern: /\.go$/, noun: 'function', find: /^func[ \t]+(?:\([^)]*\)[ \t]*)?(\w+)/gm },
  {
    pattern: /\.rs$/,
    noun: 'type',
    find: /^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?(?:struct|enum|trait|type)[ \t]+(\w+)/gm,
  },
  {
    pattern: /\.rs$/,
    noun: 'function',
    find: /^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?(?:const[ \t]+|async[ \t]+|unsafe[ \t]+)*fn[ \t]+(\w+)/gm,
  },
  {
    pattern: /\.(?:java|kt|kts|scala|cs|swift|dart|groovy|gradle)$/,
    noun: 'type',
    find: /^[ \t]*(?:[a-z]+[ \t]+)*(?:class|interface|enum|record|struct|object|trait|protocol|extension)[ \t]+(\w+)/gm,
  },
  {
    pattern: /\.(?:kt|kts|swift|scala)$/,
    noun: 'function',
    find: /^[ \t]*(?:[a-z]+[ \t]+)*(?:fun|func|def)[ \t]+(\w+)/gm,
  },
  {
    pattern: /\.(?:java|cs|dart)$/,
    noun: 'method',
    find: /^[ \t]+(?:public|protected|private|static|final|async|override|virtual)[\w<>[\],? \t]*[ \t](\w+)[ \t]*\(/gm,
  },
  {
    pattern: /\.(?:rb|rake|gemspec)$|(?:^|\/)(?:gemfile|rakefile)$/i,
    noun: 'type',
    find: /^[ \t]*(?:class|module)[ \t]+([\w:]+)/gm,
  },
  { pattern: /\.(?:rb|rake)$/, noun: 'method', find: /^[ \t]*def[ \t]+(?:self\.)?([\w?!]+)/gm },
  {
    pattern: /\.(?:php)$/,
    noun: 'type',
    find: /^[ \t]*(?:abstract[ \t]+|final[ \t]+)*(?:class|interface|trait|enum)[ \t]+(\w+)/gm,
  },
  { pattern: /\.(?:php)$/, noun: 'function', find: /\bfunction[ \t]+&?(\w+)[ \t]*\(/g },
  {
    pattern: /\.(?:c|h|cc|cpp|cxx|hpp|m|mm)$/,
    noun: 'type',
    find: /^(?:typedef[ \t]+)?(?:struct|class|enum|union|namespace)[ \t]+(\w+)/gm,
  },
  {
    pattern: /\.(?:c|h|cc|cpp|cxx|hpp|m|mm)$/,
    noun: 'function',
    find: /^[A-Za-z_][\w \t*&:<>,]*?[ \t*&](\w+)[ \t]*\([^;{}]*\)[ \t\w]*(?:\{|\n\{|;)/gm,
  },
  { pattern: /\.(?:c|h|cc|cpp|cxx|hpp)$/, noun: 'macro', find: /^#[ \t]*define[ \t]+(\w+)/gm },
  {
    pattern: /\.(?:lua|ex|exs|jl|r|pl|pm|hs|ml|clj|erl|nim|zig|v|sol)$/i,
    noun: 'definition',
    find: /^[ \t]*(?:local[ \t]+|export[ \t]+|pub[ \t]+)*(?:function|def|defp|defmodule|module|sub|fn|func|proc|contract|struct|type|data|class)[ \t]+([\w.:?!]+)/gm,
  },
]

const testTitle =
  /\b(?:describe|test|it|specify|suite|context|scenario|feature)(?:\.\w+)*(?:\(\s*|[ \t]+)(['"`])((?:(?!\1).){3,80})\1(?=\s*(?:,|do\b|\{|\)|in\b))/g
const namedTest = /^[ \t]*(?:TEST(?:_F|_P)?\(\s*\w+\s*,\s*(\w+)\s*\)|@test[ \t]+"([^"]{3,80})")/gm

/** Topics of a file, in its own order, each name once. */
export function glance(path: string, content: string): Topic[] {
  if (
    /\.(?:json|jsonc|json5|webmanifest)$/i.test(path) ||
    /(?:^|\/)\.(?:babelrc|eslintrc|swcrc|prettierrc)$/.test(path)
  )
    return jsonTopics(content)
  const text = /\.(?:md|mdx|markdown)$/i.test(path) ? content.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '') : content
  return looks
    .filter((look) => look.pattern.test(path))
    .map((look) => ({
      noun: look.noun,
      names: unique(Array.from(text.matchAll(look.find), (match) => tidy(match[1] ?? match[2] ?? ''))),
    }))
    .filter((topic) => topic.names.length > 0)
    .sort((a, b) => Number(a.noun === 'name') - Number(b.noun === 'name'))
}

/** What a test file says it tests: the titles of its cases. */
export function testTitles(content: string): string[] {
  const titles = Array.from(content.matchAll(testTitle), (match) => match[2] ?? '')
  const named = Array.from(content.matchAll(namedTest), (match) => match[1] ?? match[2] ?? '')
  return unique([...titles, ...named].map((title) => tidy(title.replace(/\$\{[^}]*\}|#\{[^}]*\}/g, '…'))))
}

function jsonTopics(content: string): Topic[] {
  const parsed = parseLoosely(content)
  if (Array.isArray(parsed)) return [{ noun: 'item', names: [] }]
  if (typeof parsed !== 'object' || parsed === null) return []
  const nested = Object.entries(parsed).flatMap(([key, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isGroup && Object.keys(value).length > 0
      ? [{ noun: `entry under \`${key}\``, names: unique(Object.keys(value)) }]
      : []
  })
  return [{ noun: 'key', names: unique(Object.keys(parsed)) }, ...nested.slice(0, 6)]
}

function parseLoosely(content: string): unknown {
  for (const text of [content, content.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(text)
    } catch {}
  }
  return undefined
}

function tidy(name: string): string {
  return name
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll('`', '')
    .trim()
}

function unique(names: string[]): string[] {
  return [...new Set(names.filter((name) => name !== '' && name.length <= 80))].slice(0, most)
}
