import type { FileFacts } from '@/lib/synthesis/facts'
import { isTest } from '@/lib/synthesis/file-words'
import { code, sentence } from '@/lib/synthesis/phrase'
import type { Point } from '@/lib/synthesis/recipe'
import { codeNames } from './thought-text'

/** Something true of the file, as a sentence that stands by itself, and as an item where it comes from a list. */
export type Fact = { text: string; item: string | null; weight: number; isLead: boolean }

/** The points of a thought, each as something that can be said by itself. */
export function factsOf(file: FileFacts, points: readonly Point[]): Fact[] {
  let owner = ''
  return points.flatMap(({ text, weight }, index): Fact[] => {
    if (text === '' || text.endsWith(':')) return []
    if (!/^\s*- /.test(text)) return [{ text, item: null, weight, isLead: index === 0 }]
    const body = text.replace(/^\s*- /, '')
    const isNested = /^\s/.test(text)
    if (!isNested) owner = codeNames(body)[0] ?? ''
    const alone = isNested ? memberSentence(body, owner) : itemSentence(body, file)
    const worth = isNested && / has /.test(body) ? weight / 2 : weight
    return alone === undefined ? [] : [{ text: alone, item: isNested ? null : body, weight: worth, isLead: false }]
  })
}

/** What is said of a member under its owner, where the owner is not in sight. */
function memberSentence(body: string, owner: string): string | undefined {
  if (owner === '') return undefined
  if (/^(?:It has|Besides these it has) /.test(body))
    return sentence(`${code(owner)} has ${body.replace(/^.*? has /, '')}`)
  if (body.startsWith('The constructor')) return body.replace('The constructor', `The constructor of ${code(owner)}`)
  return sentence(`in ${code(owner)}, ${body}`)
}

function itemSentence(body: string, file: FileFacts): string | undefined {
  if (/^and \S+ more\.$/.test(body)) return undefined
  if (/^The [\w ]+ `[^`]*`(?:(?:, | and )(?:`[^`]*`|\S+ more))*\.$/.test(body))
    return `There will be ${body.charAt(0).toLowerCase()}${body.slice(1)}`
  if (isTest(file)) return body.includes('`') ? undefined : `One case is "${body.replaceAll('"', '')}".`
  return /[.!?]$/.test(body) ? body : undefined
}
