/** Words of Kotlin that look like names. */
const words =
  `as break class continue do else false for fun if in interface is null object package return super this throw true try
  typealias typeof val var when while by catch constructor delegate dynamic field file finally get import init param
  property receiver set setparam value where abstract actual annotation companion const crossinline data enum expect
  external final infix inline inner internal lateinit noinline open operator out override private protected public
  reified sealed suspend tailrec vararg it _ Any Unit Nothing String Int Long Short
  Byte Char Float Double Boolean Array`.split(/\s+/)

const binding = new RegExp(
  [
    '\\bva[lr]\\s+(?:<[^>]{0,200}>\\s*)?([a-z_]\\w*)',
    '\\b(?:va[lr]\\s*|for\\s*)\\(([^)]{0,400}?)(?:\\)|\\bin\\b)',
    '\\b([a-z_]\\w*)\\s*:(?!:)',
    '\\b([a-z_]\\w*)\\s*=(?!=)',
    '\\{\\s*(\\(?[a-z_]\\w*\\)?(?:\\s*,\\s*\\(?[a-z_]\\w*\\)?)*)\\s*->',
  ].join('|'),
  'g',
)

/** Names that mean something of the file itself wherever they are used: locals, parameters, named arguments, keywords. */
export function namesBound(text: string, start: number): Set<string> {
  const bound = new Set(words)
  for (const match of text.slice(start).matchAll(binding)) {
    for (const group of match.slice(1)) for (const name of group?.match(/[a-z_]\w*/g) ?? []) bound.add(name)
  }
  return bound
}
