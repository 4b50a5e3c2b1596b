/**
 * The JavaScript form of a Ruby pattern from Linguist's data. There `^` and `$` always stand for lines, `(?m)` lets the
 * dot match line ends and `(?x)` ignores blanks; `\A`, `\z`, `\h`, possessive quantifiers and calls of named groups have
 * no counterpart and are spelled out. What cannot be converted throws.
 */
export function rubyPattern(source: string): RegExp {
  return new RegExp(spelledOut(withoutCalls(withGroupedOptions(source))), 'm')
}

/** Options hold to the end of the pattern: `a(?i)b|c` becomes `a(?i:b|c)`. */
function withGroupedOptions(pattern: string): string {
  const [, before = '', options = '', rest = ''] = /^([\s\S]*?)\(\?([imx]+|-m)\)([\s\S]*)$/.exec(pattern) ?? []
  if (options === '') return pattern
  const kept = options.replace('x', '').replace('m', 's')
  return `${before}(?${kept}:${options.includes('x') ? withoutBlanks(rest) : rest})`
}

/** An escaped character, a character class or any other character: the units that a pattern is rewritten by. */
const unit = /\\(?:g<\w+>|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/g

function withoutBlanks(pattern: string): string {
  return pattern.replace(unit, (part) => (/^\s$/.test(part) ? '' : part))
}

/** `\g<name>` repeats the pattern of the group of that name. */
function withoutCalls(pattern: string): string {
  return pattern.replace(unit, (part) => {
    const name = /^\\g<(\w+)>$/.exec(part)?.[1]
    return name ? `(?:${groupNamed(pattern, name)})` : part
  })
}

function groupNamed(pattern: string, name: string): string {
  const opening = `(?<${name}>`
  const start = pattern.indexOf(opening) + opening.length
  let depth = 1
  for (const { 0: part, index } of pattern.slice(start).matchAll(unit)) {
    if (part === '(') depth++
    if (part === ')' && --depth === 0) return pattern.slice(start, start + index)
  }
  throw new SyntaxError(`The pattern has no group ${name}: ${pattern}`)
}

const counterparts: Record<string, string> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\h': '[\\da-fA-F]',
}

function spelledOut(pattern: string): string {
  let previous = ''
  return pattern.replace(unit, (part) => {
    // A possessive quantifier matches what a greedy one does, but for what backtracking would add.
    const isPossessive = part === '+' && /^[*+?}]$/.test(previous)
    previous = part
    return isPossessive ? '' : (counterparts[part] ?? part)
  })
}
