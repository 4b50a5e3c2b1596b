/** Words of Scala that look like names. */
const words =
  `abstract case catch class def derives do else end enum export extends extension final finally for forSome given if
  implicit import infix inline lazy macro match new null object opaque open override package private protected return
  sealed super then this throw trait transparent try type using val var while with yield true false _ Any AnyRef AnyVal
  Unit Nothing String Int Long Short Byte Char Float Double Boolean Array`.split(/\s+/)

const binding = new RegExp(
  [
    '\\b(?:va[lr]|def|lazy val)\\s+([a-z_]\\w*)',
    '\\b(?:va[lr]|case)\\s+\\w*\\(([^)=]{0,400})\\)',
    '\\b([a-z_]\\w*)\\s*:(?!:)',
    '\\b([a-z_]\\w*)\\s*(?:=(?!=)|<-|@)',
    '\\(([a-z_]\\w*(?:\\s*,\\s*[a-z_]\\w*)*)\\)\\s*=>',
    '\\bcase\\s+([a-z_]\\w*)\\b',
  ].join('|'),
  'g',
)

/** Names that mean something of the file itself wherever they are used: locals, parameters, named arguments, keywords. */
export function namesBound(text: string): Set<string> {
  const bound = new Set(words)
  for (const match of text.matchAll(binding)) {
    for (const group of match.slice(1)) for (const name of group?.match(/[a-z_]\w*/g) ?? []) bound.add(name)
  }
  return bound
}
