/** What is no code: comments, literals (raw ones too), the words of `#error` and its like. */
const aside = new RegExp(
  [
    /\/(?:\/(?:\\\r?\n|[^\n])*|\*[\s\S]*?(?:\*\/|$(?![\s\S])))/,
    /#[ \t]*(?:error|warning|pragma|include|include_next|import)\b(?:\\\r?\n|[^\n/]|\/(?![/*]))*/,
    /R"([^()\\\s]{0,16})\([\s\S]*?\)\1"/,
    /"(?:\\[\s\S]|[^"\\\n])*"?/,
    // Not the separator of a long number.
    /(?<![\da-fA-F])'(?:\\[\s\S]|[^'\\\n])*'?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
)

/** The text with comments and literals blanked; every character keeps its place. Paths of includes stay. */
export function codeOf(text: string): string {
  let code = ''
  let at = 0
  for (const { 0: match, index } of text.matchAll(aside)) {
    if (/^#[ \t]*i/.test(match)) continue
    code += text.slice(at, index) + blank(match)
    at = index + match.length
  }
  return code + text.slice(at)
}

/** Blanks as long as the text, with its line ends. */
export function blank(text: string): string {
  return text.includes('\n') ? text.replace(/[^\n\r]/g, ' ') : ' '.repeat(text.length)
}
