/** The names that a declaration of Java, Kotlin or Scala gives to its type parameters, as its signature says. */
export function typeParametersOf(signature: string): string[] {
  if (!/[<[]/.test(signature)) return []
  const opening =
    /(?:\b(?:class|interface|record|trait|enum|type|def|typealias)\s+[^\s<[({]+\s*|\b(?:fun|va[lr])\s+|^(?:[\w@-]+\s+)*)[<[]/
  const found = opening.exec(signature)
  return found ? firstNames(signature, found[0].length + found.index) : []
}

/** The first name of each part, up to the closing bracket; what the parts hold in brackets does not count. */
function firstNames(signature: string, start: number): string[] {
  let part = ''
  let depth = 1
  const parts: string[] = []
  for (let at = start; at < signature.length && depth > 0; at++) {
    const character = signature[at] ?? ''
    if ('<[('.includes(character)) depth += 1
    else if ('>])'.includes(character)) depth -= 1
    else if (depth === 1 && character === ',') parts.push(part)
    if (depth === 1) part = character === ',' ? '' : part + character
  }
  return [...parts, part].flatMap((each) => {
    const name = /^(?:\s|[+-]|@\S+\s|(?:in|out|reified)\s)*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(each)?.[1]
    return name === undefined ? [] : [name]
  })
}
