/** A rule that finds personal data, or a credential that no provider's pattern knows, in text. */
export type PersonalRule = { name: string; title: string; find(text: string): { start: number; end: number }[] }

/** Addresses that belong to nobody: of documentation, of robots, of continuous integration. */
const nobody =
  /@(?:example|test|invalid|localhost|domain|email|company|acme|foo|bar)\.|@[\w.-]*\.(?:example|test|invalid|local)$|noreply|no-reply|@users\.|^git@|@sentry\.io|@2x\./i

const isFile = /\.(?:png|jpe?g|gif|svg|webp|js|ts|css|json|md|py|html)$/i

function matches(text: string, pattern: RegExp, isFound: (match: RegExpExecArray) => boolean = () => true, group = 0) {
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(pattern)) {
    const literal = match[group] ?? ''
    if (!isFound(match)) continue
    const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(literal))
    found.push({ start, end: start + literal.length })
  }
  return found
}

export const personalRules: readonly PersonalRule[] = [
  {
    name: 'email',
    title: 'E-mail addresses, those of documentation and of robots aside',
    find: (text) =>
      matches(
        text,
        /\b[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}\b/g,
        ([literal]) => !nobody.test(literal) && !isFile.test(literal),
      ),
  },
  {
    name: 'phone',
    title: 'Telephone numbers in international form',
    find: (text) =>
      matches(
        text,
        /(?<![\w+.])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,6}){1,4}(?![\w.])/g,
        ([literal]) => digitsOf(literal).length >= 9 && digitsOf(literal).length <= 15 && !literal.includes('555'),
      ),
  },
  {
    name: 'payment-card',
    title: 'Numbers of payment cards, by their check digit',
    find: (text) =>
      matches(
        text,
        /(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6011)(?:[ -]?\d{4}){2}[ -]?\d{3,4}(?![\w.-])/g,
        ([literal]) => isLuhn(digitsOf(literal)) && !testCards.has(digitsOf(literal)),
      ),
  },
  {
    name: 'iban',
    title: 'Bank accounts (IBAN), by their check digits',
    find: (text) =>
      matches(text, /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, ([literal]) => isIban(literal)),
  },
  {
    name: 'assigned-token',
    title: 'Long random strings that are assigned to something called a key, token, secret or password',
    find: (text) =>
      matches(
        text,
        /(?:api[_-]?key|secret|token|passw(?:or)?d|credential)[\w-]{0,20}["'`]?\s{0,3}(?::|=>?|:=)\s{0,3}["'`]([A-Za-z0-9+/_=.-]{20,200})["'`]/gi,
        (match) => entropyOf(match[1] ?? '') > leastEntropy,
        1,
      ),
  },
]

/** That the makers of test suites use. */
const testCards = new Set(['4242424242424242', '4111111111111111', '5555555555554444', '378282246310005'])
/** In bits a character; words and paths have less. */
const leastEntropy = 4

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** ISO 7064, modulo 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '')
  if (plain.length < 15 || plain.length > 34) return false
  const moved = plain.slice(4) + plain.slice(0, 4)
  let rest = 0
  for (const sign of moved) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97
  return rest === 1
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0)
}
