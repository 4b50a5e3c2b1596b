import { article } from './phrase'
import { bareForm } from './verb-forms'

/**
 * Sentences of documentation turned into parts of our own sentences: the first sentence, without markup, cut at the end
 * of a clause, in the infinitive where it began with a verb ("Returns the size" is "return the size").
 */
export type DocWords = { text: string; isAct: boolean }

const borders =
  /(?:,|;|:| [–—-]) |(?= (?:when|if|that|which|where|so|because|but|unless|until|while|before|after|by|using|without|via|although|rather|instead|whether)\b)/

/** Openings of background, examples and remarks, which say nothing of what the thing is for. */
const aside =
  /^(?:sometimes|see|given|if|when|note|todo|fixme|example|usage|deprecated|warning|can be|this can|these|there|in (?:this|order)|we|you|i|it|for example|however|also|please)\b/i

/** What is left when a clause is cut off at the wrong place, or only announces what follows. */
const dangling =
  /\b(?:to see|such as|of|to|for|in order|following|following \w+|the|an?|and|or)$|^(?:is|are|was|has the following)\b/i

/** At most `most` words; undefined when no whole clause is that short. */
export function docWords(doc: string, most: number): DocWords | undefined {
  const first = firstSentence(plain(doc)).replace(/^(?:is|are) (?=an? |the )/, '')
  if (aside.test(first) || isBadge(doc) || isNoProse(first) || /\?$/.test(doc.trim())) return undefined
  const clauses = first.split(borders)
  let text = ''
  for (let count = clauses.length; count > 0; count -= 1) {
    const whole = first.slice(0, lengthOf(first, clauses, count)).trim()
    if (countWords(whole) > most) continue
    text = whole
    break
  }
  text = text.replace(/[.,;:!?\s]+$/, '')
  if (countWords(text) < 2 || dangling.test(text) || !/\p{L}/u.test(text) || !isBalanced(text)) return undefined
  return inInfinitive(withArticles(text))
}

/** Pictures, addresses and greetings: what stands at the top of a README and says nothing. */
function isBadge(doc: string): boolean {
  return /^\s*(?:<|\[?!\[|https?:|\p{Extended_Pictographic})|\bhttps?:\/\/\S+\s*$/u.test(doc)
}

/** Code that was commented out, rulers, dates, and what is said to the reader alone. */
function isNoProse(text: string): boolean {
  return /[/=*#~-]{4,}|\w\([^)]*\w \w[^)]*\)|\d{4}-\d{2}-\d{2}|\byou\b/iu.test(text)
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
    .replace(/(?<!\w)\+(\w+)\+(?!\w)/g, '$1')
    .replace(/`{2,}/g, '`')
    .replace(/[*_]{2,}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function firstSentence(text: string): string {
  const end = /[.!?](?=\s+(?:\p{Lu}|`|\(|$))|(?<=\p{Ll}) (?=(?:If|When|This|It) )/u.exec(text)
  const whole = end && !/\b(?:e\.g|i\.e|etc|vs|cf)$/.test(text.slice(0, end.index)) ? text.slice(0, end.index) : text
  return whole.replace(/^(?:note|todo|fixme|warning|deprecated|internal|example)\b:?\s*/i, '')
}

/** "a" where people write it before a vowel by mistake. */
function withArticles(text: string): string {
  return text.replace(/\ba (?!(?:and|or|is|are|if|in|of|on|as|at|equals)\b)([aeio]\w{2,})/gi, (_, noun: string) =>
    article(noun),
  )
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
const infinitives = new Set(
  'get set return create make build parse run start stop add remove delete update check find read write load save open close call handle wrap convert format render register resolve validate emit send clear pause resume apply test compute generate define use wait ensure provide allow represent store keep iterate merge split join print log show list fetch decode encode extract collect throw raise determine implement support contain hold enable disable configure control convert construct describe execute initialize insert invoke launch manage notify perform prepare prevent process publish push put append attempt begin cancel capture change choose clean clone combine commit compare compile compose connect consume copy count decide declare define deliver derive destroy detect discard dispatch display download draw drop emulate enforce enter escape unescape evaluate expand expect explain expose fill filter flush fold follow force forward free give guard hash hide hook hold ignore import increment inform inject inspect install intercept kill launch lock look lower maintain map match measure mock modify move normalize open order override overwrite pad pass patch perform persist pick pop print promote propagate protect prove quote raise rebuild receive record reduce refresh reject release reload rename repeat replace report request require respond revert rewrite rotate round schedule search select separate serialize shift show shut simulate skip specify spawn split squash stop strip supply suspend swap switch sync take tell terminate toggle trace track traverse treat trim undo unlock unregister upload validate verify view wake watch query reset restore retrieve serve sort subscribe transform trigger truncate try turn unwrap visit walk mark attach bind yield'.split(
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
    /^(?:(?:the|a|an|all|any|this|that|each|every|whether|if|its|to|and|or|in|on|with|from|for|new|one|multiple|some|given|current)\b|\W)/.test(
      next,
    )
  const isPair = isThirdPerson && /^(?:or|and)$/.test(next) && infinitives.has(bareForm(rest[1]?.toLowerCase() ?? ''))
  if (isPair) return { text: [bareForm(word), next, bareForm(rest[1] ?? ''), ...rest.slice(2)].join(' '), isAct: true }
  if (isThirdPerson && (leadsOn || infinitives.has(bareForm(word))))
    return { text: [bareForm(word), ...rest].join(' '), isAct: true }
  const isName = /[A-Z].*[A-Z]|[A-Z]{2}|[_$.`]/.test(first)
  // Two capitals in a row are a name: Apache Cassandra.
  const isTitle = /^\p{Lu}/u.test(rest[0] ?? '')
  return {
    text:
      !/^(?:The|An?|This|These)$/.test(first) && (isName || isTitle || /^I\b/.test(first))
        ? text
        : text.charAt(0).toLowerCase() + text.slice(1),
    isAct: false,
  }
}
