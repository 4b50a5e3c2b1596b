/** An identifier or a path inside a sentence. */
export function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``
}

/** "a", "a and b", "a, b and c"; of more than `most`, the rest is counted. */
export function enumerate(items: readonly string[], most = 8, rest = 'more'): string {
  if (items.length > most + 1) {
    const shown = items.slice(0, most)
    return `${shown.join(', ')} and ${quantity(items.length - most, rest, rest)}`
  }
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

export function codes(names: readonly string[], most = 8): string {
  return enumerate(names.map(code), most)
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

export function spelled(number: number): string {
  return small[number] ?? String(number)
}

/** "one file", "three files", "42 files". */
export function quantity(number: number, one: string, many = plural(one)): string {
  return `${spelled(number)} ${number === 1 ? one : many}`
}

export function plural(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

/** Written with a consonant and spoken with a vowel first, or the other way round. */
const spokenWithVowel =
  /^(?:h(?:tml|ttp|mac|our|onest)|x(?:ml|ss|ls)|npm|s(?:ql(?!ite)|vg|sg|sl|sh|dk|3)|l(?:ru|lm)|rpc|rfc|mqtt|ftp|md\d|nfa|fs)/i
const spokenWithConsonant = /^(?:u(?:ni|se|ti|rl|ri|sb|i\b|uid|tf|dp)|eu|one)/i

/** The noun with "a" or "an" before it, as it is spoken. */
export function article(noun: string): string {
  const word = noun.replace(/^[`"'*_$#]+/, '')
  const isVowel = spokenWithVowel.test(word) || (/^[aeiou]/i.test(word) && !spokenWithConsonant.test(word))
  return `${isVowel ? 'an' : 'a'} ${noun}`
}

/** Begins with a capital, unless it begins with a name (`code`, tRPC, v8.h); ends with a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const begun = /^[a-z]+(?![\w$./-])/.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed
  return /[.!?:…]$/.test(begun) ? begun : `${begun}.`
}

/** The normal form of every text in a trajectory: no trailing blanks, no control characters, one newline at the end. */
export function finished(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  return `${clean
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
