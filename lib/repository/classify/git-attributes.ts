/** What a repository's `.gitattributes` say about a file for GitHub Linguist; undefined where they say nothing. */
export type LinguistAttributes = {
  language?: string
  isVendored?: boolean
  isGenerated?: boolean
  isDocumentation?: boolean
  isDetectable?: boolean
}

/** How the attributes of a path are found. */
export type AttributesOf = (path: string) => LinguistAttributes

export const noAttributes: AttributesOf = () => ({})

/**
 * Reads `.gitattributes` files as git does: the ones of deeper folders win, then later lines; a pattern without a slash
 * fits names in any folder. Macros are not expanded.
 */
export function readAttributes(files: ReadonlyArray<{ path: string; text: string }>): AttributesOf {
  const depth = (path: string) => path.split('/').length
  const rules = files
    .toSorted((a, b) => depth(a.path) - depth(b.path))
    .flatMap(({ path, text }) => rulesIn(path.slice(0, path.lastIndexOf('/') + 1), text))
  if (rules.length === 0) return noAttributes
  return (path) => {
    const fitting = rules.filter(({ folder, fits }) => path.startsWith(folder) && fits(path.slice(folder.length)))
    return Object.assign({}, ...fitting.map(({ attributes }) => attributes))
  }
}

type Rule = { folder: string; fits: (path: string) => boolean; attributes: LinguistAttributes }

function rulesIn(folder: string, text: string): Rule[] {
  const rules: Rule[] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [, quoted, plain, words = ''] =
      /^\s*(?:"((?:\\.|[^"\\])*)"|((?!\[attr\])[^\s"#]\S*))\s+(.+)$/.exec(line) ?? []
    const pattern = quoted?.replace(/\\(.)/g, '$1') ?? plain
    const attributes = attributesIn(words)
    // Git ignores patterns that would exclude, as it does those for folders.
    if (!pattern || pattern.startsWith('!') || Object.keys(attributes).length === 0) continue
    rules.push({ folder, fits: globTest(pattern), attributes })
  }
  return rules
}

const flags: Record<string, Exclude<keyof LinguistAttributes, 'language'>> = {
  'linguist-vendored': 'isVendored',
  'linguist-generated': 'isGenerated',
  'linguist-documentation': 'isDocumentation',
  'linguist-detectable': 'isDetectable',
}

/** `name`, `-name` and `name=value`; `!name` takes back what was said before. */
function attributesIn(words: string): LinguistAttributes {
  const attributes: LinguistAttributes = {}
  for (const word of words.trim().split(/\s+/)) {
    const [, sign, name = '', value] = /^([-!]?)([^=]+)(?:=(.*))?$/.exec(word) ?? []
    const flag = flags[name]
    if (flag) attributes[flag] = sign === '!' ? undefined : sign !== '-' && value !== 'false'
    if (name === 'linguist-language') attributes.language = sign ? undefined : value
  }
  return attributes
}

/** Whether a path, relative to where the pattern stands, fits a pattern of git. */
export function globTest(pattern: string): (path: string) => boolean {
  const anchored = pattern.replace(/^\//, '')
  const isName = !pattern.includes('/')
  const expression = new RegExp(`^${isName ? '(?:.*/)?' : ''}${globSource(anchored)}$`, 's')
  return (path) => expression.test(path)
}

const part = /((?<![^/])\*\*(?:\/|$))|\*+|\?|\[[!^]?\]?(?:\\.|\[:\w+:\]|[^\]])*\]|\\.|[\s\S]/g

function globSource(pattern: string): string {
  return pattern.replace(part, (token, folders?: string) => {
    if (folders) return folders === '**' ? '.+' : '(?:.*/)?'
    if (token.startsWith('*')) return '[^/]*'
    if (token === '?') return '[^/]'
    if (token.length > 2 && token.startsWith('[')) return classSource(token)
    return (token.length === 2 ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
  })
}

/** `[!a-z]`, which never stands for a slash. */
function classSource(token: string): string {
  const [, sign = '', members = ''] = /^\[([!^]?)([\s\S]*)\]$/.exec(token) ?? []
  const escaped = members.replace(/\[:\w+:\]|[[\]^]/g, (member) => classes[member] ?? `\\${member}`)
  return `(?!/)[${sign && '^'}${escaped}]`
}

const classes: Record<string, string> = {
  '[:alpha:]': 'A-Za-z',
  '[:digit:]': '\\d',
  '[:alnum:]': 'A-Za-z\\d',
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:space:]': '\\s',
}
