import type { FileFacts, Need } from './facts'
import { code, codes, quantity, sentence } from './phrase'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import { joined, takenWords } from './symbol-words'
import type { Voice } from './voice'

/** What the file takes from others: from dependencies that exist, from those that come later, and from outside. */
export function needPoints(file: FileFacts, readings: Reading[], recipe: Recipe, voice: Voice): Point[] {
  const seen = new Set(readings.map((reading) => reading.path))
  const written = file.needs.filter((need) => need.isWritten)
  const isTyping = (need: Need) => need.kinds.every((kind) => kind === 'type-import')
  const isPassedOn = (need: Need) => need.kinds.every((kind) => kind === 're-export')
  const typing = written.filter(isTyping)
  const passedOn = written.filter(isPassedOn)
  const taken = written.filter((need) => !isTyping(need) && !isPassedOn(need) && need.taken.length > 0)
  const loaded = written.filter((need) => !isTyping(need) && !isPassedOn(need) && need.taken.length === 0)
  const later = file.needs.filter((need) => !need.isWritten)
  const told = [
    ...takenSentences(file, taken, seen, recipe, voice),
    fromEach(typing, recipe, voice, [
      'for typing alone it needs',
      'only types come from elsewhere here:',
      'nothing but types is taken in:',
    ]),
    fromEach(passedOn, recipe, voice, ['it passes on', 'what it hands through:', 'others get from here']),
    loadedWords(loaded, voice),
    later.length > 0 ? laterWords(later, recipe) : '',
    outsideWords(file, recipe, voice),
  ]
  return told
    .filter((text) => text !== '')
    .map((text, index) => ({ weight: index === 0 ? 6 : 5, text: sentence(text) }))
}

const mostApart = 3

/** A few dependencies get a sentence each; of many, one tells what comes from where. */
function takenSentences(file: FileFacts, needs: Need[], seen: Set<string>, recipe: Recipe, voice: Voice): string[] {
  if (needs.length <= mostApart)
    return needs.map((need, index) => needWords(file, need, seen.has(need.path), recipe, voice, index))
  return [
    fromEach(needs, recipe, voice, ['it draws on what is there:', 'of what exists it takes', 'it brings together']),
  ]
}

function fromEach(needs: Need[], recipe: Recipe, voice: Voice, openings: readonly [string, ...string[]]): string {
  if (needs.length === 0) return ''
  const shown = needs.slice(0, Math.max(6, recipe.names))
  const namesakes = shown.filter(isNamesake)
  const parts = shown
    .filter((need) => !isNamesake(need))
    .map((need) => `${names(need, recipe)} from ${code(shortened(need.path))}`)
  const own = namesakes.flatMap((need) => need.taken.map(({ name }) => name))
  if (own.length === 1) parts.unshift(`${codes(own)} from ${code(shortened(namesakes[0]?.path ?? ''))}`)
  if (own.length > 1) parts.unshift(`${codes(own, own.length)} from the files of the same names`)
  const rest =
    needs.length > shown.length ? [`something from ${quantity(needs.length - shown.length, 'more file')}`] : []
  return `${voice.inTurn(openings)} ${joined([...parts, ...rest])}`
}

/** Whether all that is taken is called as the file. */
function isNamesake({ path, taken }: Need): boolean {
  return taken.length === 1 && path.replace(/^.*\//, '').replace(/\.\w+$/, '') === taken[0]?.name
}

/** A path that was named before, without most of its folders. */
function shortened(path: string): string {
  const parts = path.split('/')
  return parts.length > 4 ? parts.slice(-2).join('/') : path
}

function names(need: Need, recipe: Recipe): string {
  return takenWords(need.taken, need.offers, { ...recipe, relations: false, names: Math.min(recipe.names, 6) })
}

function needWords(file: FileFacts, need: Need, isRead: boolean, recipe: Recipe, voice: Voice, index: number): string {
  const path = code(isRead ? shortened(need.path) : need.path)
  // What it is for was said before the read.
  const detail = isRead ? { ...recipe, relations: recipe.share > 1, docWords: Math.min(recipe.docWords, 7) } : recipe
  const told = takenWords(need.taken, need.offers, detail)
  const users = recipe.relations && file.role !== 'test' ? usersOf(file, need) : []
  const where = users.length > 0 ? `, for ${codes(users, 3)}` : ''
  const verb = need.taken.length === 1 && need.taken[0]?.name !== '*' ? 'comes' : 'come'
  const ways = isRead
    ? [
        `from ${path} it takes ${told}${where}`,
        `${path} provides ${told}${where}`,
        `${path} has what is needed: ${told}${where}`,
        `after reading ${path} I can count on ${told}${where}`,
      ]
    : [
        `from ${path} ${verb} ${told}${where}`,
        `${path} already offers ${told}${where}`,
        `${told} will be taken from ${path}${where}`,
      ]
  return ways[(voice.inTurn([0, 1, 2, 3]) + index) % ways.length] ?? ''
}

/** The symbols of the file that work with what is taken. */
function usersOf(file: FileFacts, need: Need): string[] {
  const taken = new Set(need.taken.map(({ name }) => name))
  const users = file.symbols.filter((symbol) => symbol.uses.some((name) => taken.has(name)))
  return file.symbols.length > 1 && users.length <= 3 ? users.map(({ name }) => name) : []
}

/** Loaded without any name that could be seen to be used. */
function loadedWords(needs: Need[], voice: Voice): string {
  if (needs.length === 0) return ''
  const paths = codes(
    needs.map((need) => need.path),
    5,
  )
  const isIncluded = needs.every((need) => need.kinds.includes('include'))
  if (isIncluded) return `${paths} ${needs.length === 1 ? 'is' : 'are'} included as well`
  const have = needs.length === 1 ? 'has' : 'have'
  return voice.inTurn([
    `${paths} ${have} to be loaded, without a name being taken from there`,
    `it also loads ${paths}`,
    `${paths} only ${have} to be there`,
  ])
}

function laterWords(later: Need[], recipe: Recipe): string {
  const taken = later
    .flatMap((need) => need.taken.map(({ name }) => name))
    .filter((name) => name !== '*' && name !== 'default')
  const trust = taken.length > 0 ? codes([...new Set(taken)], recipe.names) : 'their being there in the end'
  const paths = later.map((need) => need.path)
  return `${codes(paths, 4)} ${later.length === 1 ? 'comes' : 'come'} later, since these files use each other: for now I only count on ${trust}, and nothing of it may be needed while this file is being loaded`
}

function outsideWords({ packages, builtins }: FileFacts, recipe: Recipe, voice: Voice): string {
  const outside = codes(packages, recipe.names)
  const standard = codes(builtins, recipe.names)
  if (outside === '' && standard === '') return ''
  const [come, are] = packages.length === 1 ? ['comes', 'is'] : ['come', 'are']
  if (standard === '')
    return voice.inTurn([
      `${outside} ${come} from outside the repository`,
      `from outside it needs ${outside}`,
      `what is not ours here ${are} ${outside}`,
    ])
  const [gives] = voice.inTurn([
    [`the standard library gives ${standard}`],
    [`of the standard library it takes ${standard}`],
    [`the language brings ${standard}`],
  ])
  return outside === '' ? gives : `${gives}, and ${outside} ${come} from outside`
}
