/** Comments and strings whole, braces, the words that say what a brace opens, and those that the grammar does not know. */
const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(#+)"[\s\S]*?"\1|"""[\s\S]*?"""|"(?:[^"\\\n]|\\\((?:[^()"\n]|"[^"\n]*"|\((?:[^()"\n]|"[^"\n]*")*\))*\)|\\.)*"|[{};]|(?<![.\w`])(?:class|struct|enum|protocol|extension|actor|func|init|deinit|subscript|var|let|case|import|typealias|precedencegroup|operator|macro)\b|\b(?:package|consuming|borrowing|sending|unsafe|nonisolated\((?:unsafe|nonsending)\)|(?<=\bthrows)\([\w.]+\))(?=[\s)(])/g
const types = /^(?:class|struct|enum|protocol|extension|actor)$/
/** Newer words that the grammar does not know and that no outline needs. */
const unknown = /^(?:package|consuming|borrowing|sending|unsafe|nonisolated\(.*|\(.*)$/
const accessors = /^(?:\s|get|set|async|throws|mutating|nonmutating)*$/

/** The text without the bodies of functions, accessors and closures but for their line ends, so that lines stay. */
export function withoutBodies(text: string): string {
  const pieces: string[] = []
  let taken = 0
  let word = ''
  let depth = 0
  let bodyStart = 0
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{') {
      if (depth > 0 || !types.test(word)) {
        if (depth === 0) bodyStart = index + 1
        depth++
      }
    } else if (token === '}' && depth > 0 && --depth === 0) {
      const body = text.slice(bodyStart, index)
      pieces.push(text.slice(taken, bodyStart), accessors.test(body) ? body : body.replace(/[^\n]+/g, ''))
      taken = index
    }
    if (unknown.test(token)) {
      if (depth > 0) continue
      pieces.push(text.slice(taken, index))
      taken = index + token.length
    } else if (/^[{};]$/.test(token)) word = ''
    else if (/^[a-z]/.test(token)) word = token
  }
  return pieces.join('') + text.slice(taken)
}
