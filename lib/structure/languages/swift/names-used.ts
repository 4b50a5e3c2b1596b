const aside =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(#+)"[\s\S]*?"\1|"""[\s\S]*?"""|"(?:[^"\\\n]|\\\((?:[^()"\n]|"[^"\n]*"|\((?:[^()"\n]|"[^"\n]*")*\))*\)|\\.)*"|^\s*(?:@\w+\s+)*import\s[^\n]*/gm
const interpolation = /\\\(((?:[^()"\n]|"[^"\n]*"|\((?:[^()"\n]|"[^"\n]*")*\))*)\)/g

/** Names that begin with a capital and functions that are called, where neither is a member or being declared; sorted. */
export function namesUsed(text: string): string[] {
  const code = text.replace(
    aside,
    (found) => ` ${[...found.matchAll(interpolation)].map(([, inner]) => inner).join(' ')} `,
  )
  const names = new Set<string>()
  for (const [name] of code.matchAll(/(?<![.\w`$#]|\bfunc\s+|\bcase\s+)(?:\p{Lu}\w*|[\p{Ll}_]\w*(?=\())/gu)) {
    if (!keywords.has(name)) names.add(name)
  }
  return [...names].sort()
}

const keywords = new Set(
  'if guard while for switch return throw in is as try await func init deinit subscript self super some any catch defer where repeat case let var default throws set get willSet didSet Self Type Any'.split(
    ' ',
  ),
)
