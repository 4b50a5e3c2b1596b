import type { OutlineSymbol } from '@/lib/structure/outline'

/** The names of the types that a type extends, as its signature in Java, Kotlin or Scala says. */
export function supertypesOf({ signature }: OutlineSymbol): string[] {
  const plain = withoutArguments(signature)
  const clause = /(?:\b(?:extends|implements)\b|[\w>)\]] ?: ?)(.*)$/.exec(plain)?.[1] ?? ''
  const names = clause
    .replace(/\b(?:permits|where|derives)\b.*$/, '')
    .split(/,|\b(?:implements|extends|with)\b|\bby\b[^,]*/)
    .map((each) => /^\s*(?:@\w+\s+)*([\p{L}_$][\p{L}\p{N}_$.]*)/u.exec(each)?.[1] ?? '')
  return names.filter((name) => name !== '')
}

/** Without what stands in brackets of any kind. */
function withoutArguments(signature: string): string {
  let depth = 0
  let plain = ''
  for (const [at, character] of [...signature].entries()) {
    if ('<[('.includes(character)) depth += 1
    else if (character === '>' && /[-=]/.test(signature[at - 1] ?? '')) continue
    else if ('>])'.includes(character)) depth -= 1
    else if (depth === 0) plain += character
  }
  return plain
}
