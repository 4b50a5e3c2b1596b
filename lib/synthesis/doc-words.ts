/**
 * Sentences of documentation turned into parts of our own sentences: the first sentence, without markup, cut at the end
 * of a clause, in the infinitive where it began with a verb ("Returns the size" is "return the size").
 */
export type DocWords = { text: string; isAct: boolean }

const borders =
  /(?:,|;|:| [–—-]) |(?= (?:when|if|that|which|where|so|because|but|unless|until|while|before|after|by|using|without|via|although|rather|instead|whether)\b)/

/** Openings of background, examples and remarks, which say nothing of what the thing is for. */
const aside =
  /^(?:sometimes|see|if|when|note|todo|fixme|example|usage|deprecated|warning|can be|this can|these|there|in (?:this|order)|we|you|i|it|for example|however|also|please)\b/i

/** At most `most` words; undefined when no whole clause is that short. */
export function docWords(doc: string, most: number): DocWords | undefined {
  const first = firstSentence(plain(doc))
  if (aside.test(first)) return undefined
  const clauses = first.split(borders)
  let text = ''
  for (let count = clauses.length; count > 0; count -= 1) {
    const whole = first.slice(0, lengthOf(first, clauses, count)).trim()
    if (countWords(whole) > most) continue
    text = whole
    break
  }
  text = text.replace(/[.,;:!?\s]+$/, '')
  if (countWords(text) < 2 || !/\p{L}/u.test(text) || !isBalanced(text)) return undefined
  return inInfinitive(text)
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}

function lengthOf(whole: string, clauses: string[], count: number): number {
  if (count === clauses.length) return whole.length
  let at = 0
  for (const clause of clauses.slice(0, count)) at = whole.indexOf(clause, at) + clause.length
  return at
}

/** Without Markdown, HTML, reStructuredText roles and links. */
export function plain(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
    .replace(/:[a-z:]+:`~?\.?([^`<]*?)(?: <[^`]*>)?`/g, '$1')
    .replace(/<\/?[a-zA-Z][^>]*>/g, '')
    .replace(/\{@\w+ ([^}|]*)(?:\|[^}]*)?\}/g, '$1')
    .replace(/`{2,}/g, '`')
    .replace(/[*_]{2,}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function firstSentence(text: string): string {
  const end = /[.!?](?=\s+(?:\p{Lu}|`|$))/u.exec(text)
  const whole = end && !/\b(?:e\.g|i\.e|etc|vs|cf)$/.test(text.slice(0, end.index)) ? text.slice(0, end.index) : text
  return whole.replace(/^(?:note|todo|fixme|warning|deprecated|internal|example)\b:?\s*/i, '')
}

function isBalanced(text: string): boolean {
  const backticks = text.split('`').length % 2 === 1
  return backticks && text.split('(').length === text.split(')').length && !/[{}<>\\|=]/.test(text)
}

const notVerbs = new Set(
  'this its his always perhaps has is was does class access process address status progress success focus alias bus axis basis analysis canvas css js ts news kubernetes aws dns https os ios previous various numerous ambiguous as us plus minus thus less options params settings types tests utilities helpers tools constants functions methods hooks'.split(
    ' ',
  ),
)
const thirdPersons: Record<string, string> = { has: 'have', does: 'do', goes: 'go', is: 'be' }
const infinitives = new Set(
  'get set return create make build parse run start stop add remove delete update check find read write load save open close call handle wrap convert format render register resolve validate emit send clear pause resume apply test compute generate define use wait ensure provide allow represent store keep iterate merge split join print log show list fetch decode encode given extract collect throw raise determine mark attach bind yield'.split(
    ' ',
  ),
)

function inInfinitive(text: string): DocWords {
  const [first = '', ...rest] = text.split(' ')
  const word = first.toLowerCase()
  if (infinitives.has(word)) return { text: [word, ...rest].join(' '), isAct: true }
  const isThirdPerson = /^[a-z]{3,}s$/.test(word) && !word.endsWith('ss') && !notVerbs.has(word) && rest.length > 0
  const next = rest[0]?.toLowerCase() ?? ''
  const leadsOn =
    /^(?:the|a|an|all|any|this|that|each|every|whether|if|its|to|and|or|in|on|with|from|for|`|\W|new|one|multiple|some|given|current)/.test(
      next,
    )
  if (isThirdPerson && leadsOn) return { text: [bareForm(word), ...rest].join(' '), isAct: true }
  const isName = /[A-Z].*[A-Z]|[A-Z]{2}|[_$.`]/.test(first)
  // Two capitals in a row are a name: Apache Cassandra.
  const isTitle = /^\p{Lu}/u.test(rest[0] ?? '')
  return {
    text: isName || isTitle || /^I\b/.test(first) ? text : text.charAt(0).toLowerCase() + text.slice(1),
    isAct: false,
  }
}

function bareForm(verb: string): string {
  if (Object.hasOwn(thirdPersons, verb)) return thirdPersons[verb] ?? verb
  if (/(?:ss|x|z|ch|sh|o)es$/.test(verb)) return verb.slice(0, -2)
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`
  return verb.slice(0, -1)
}
