import type { FileFacts } from './facts'
import { code, codes, quantity, sentence } from './phrase'
import type { Point, Recipe } from './recipe'
import type { SymbolFacts } from './symbol-facts'
import type { Voice } from './voice'

/** What to keep in mind: who counts on it, what stays inside, how it fails, what is hard, how it will be checked. */
export function closingPoints(file: FileFacts, recipe: Recipe, voice: Voice, opening: string): Point[] {
  const points = [
    { weight: 4.5, text: surfaceWords(file, recipe, voice) },
    { weight: 8.5, text: noticeWords(file, recipe, voice) },
    { weight: 4.4, text: hasNamed(opening, file) ? '' : userWords(file, recipe, voice) },
    { weight: 4.2, text: recipe.relations ? failureWords(file, voice) : '' },
    { weight: 3.8, text: checkWords(file, voice) },
    { weight: 3.4, text: waitingWords(file, voice) },
    { weight: 3.2, text: effortWords(file, voice) },
    { weight: 3, text: recipe.relations ? orderWords(file, voice) : '' },
  ]
  return points.filter(({ text }) => text !== '').map(({ weight, text }) => ({ weight, text: sentence(text) }))
}

/** Whether a sentence before has said who will use the file. */
function hasNamed(opening: string, { usedBy }: FileFacts): boolean {
  const [user] = usedBy.filter((use) => !use.isTest)
  return user !== undefined && opening.includes(code(user.path))
}

const namesOf = (symbols: readonly SymbolFacts[]) => symbols.map(({ name }) => name)

/** What is for others and what stays inside, where both are there. */
function surfaceWords({ symbols, role }: FileFacts, recipe: Recipe, voice: Voice): string {
  const open = namesOf(symbols.filter((symbol) => symbol.isExported))
  const closed = namesOf(symbols.filter((symbol) => !symbol.isExported))
  if (open.length === 0 || closed.length === 0 || open.length > 6 || open.join() === 'main' || role === 'test')
    return ''
  const inside = codes(closed, recipe.names)
  const outside = codes(open)
  const [is, stays] = closed.length === 1 ? ['is', 'stays'] : ['are', 'stay']
  return voice.inTurn([
    `only ${outside} ${open.length === 1 ? 'is' : 'are'} for others; ${inside} ${stays} inside`,
    `${inside} ${is} nobody else's business, so the surface is just ${outside}`,
    `I keep the surface small: ${outside} outside, ${inside} inside`,
    `nobody outside needs ${inside}; what shows is ${outside}`,
  ])
}

function userWords({ usedBy, symbols }: FileFacts, recipe: Recipe, voice: Voice): string {
  const users = usedBy.filter((use) => !use.isTest)
  if (users.length === 0) return ''
  const own = new Set(namesOf(symbols))
  const taken = [...new Set(users.flatMap((use) => use.names))].filter((name) => own.has(name))
  const what = taken.length > 0 ? codes(taken, recipe.names) : 'it'
  const many = `${quantity(users.length, 'file')}, ${code(users[0]?.path ?? '')} among them,`
  const who = users.length > 3 ? many : codes(users.map((use) => use.path))
  return voice.inTurn([
    taken.length > 0
      ? `${who} will count on ${what}, so ${taken.length > 1 ? 'these names' : 'this name'} must not change later`
      : `${who} will count on it, so it has to stay as it is`,
    `later ${who} will build on ${what}`,
    `${what} ${taken.length > 1 ? 'are' : 'is'} what ${who} will ask for`,
    `a mistake here would show in ${who} first`,
  ])
}

function failureWords({ symbols, role }: FileFacts, voice: Voice): string {
  if (role === 'test') return ''
  const all = symbols.flatMap((symbol) => (symbol.members.length > 0 ? symbol.members : [symbol]))
  const failing = all.filter((symbol) => symbol.errors.length > 0)
  const errors = [...new Set(failing.flatMap((symbol) => symbol.errors))]
  const names = codes(namesOf(failing), 4)
  if (errors.length === 0 || failing.length < 2) return ''
  const failures = codes(errors, 4)
  return voice.inTurn([
    `what can go wrong surfaces as ${failures}, from ${names}`,
    `${names} may stop with ${failures}`,
    `callers of ${names} have to expect ${failures}`,
  ])
}

/** The head that many files have alike. */
function noticeWords(file: FileFacts, recipe: Recipe, voice: Voice): string {
  const words = file.notice?.split(' ') ?? []
  if (words.length === 0 || recipe.docWords === 0) return ''
  const notice = `${words.slice(0, recipe.docWords).join(' ')}${words.length > recipe.docWords ? '…' : ''}`
  return voice.inTurn([
    `at the top stands the usual notice ("${notice}")`,
    `it opens like its siblings, with the notice "${notice}"`,
    `the notice "${notice}" comes first, as everywhere`,
  ])
}

/** The tests that will hold it to its word. */
function checkWords({ usedBy, symbols, role }: FileFacts, voice: Voice): string {
  const tests = usedBy.filter((use) => use.isTest)
  if (tests.length === 0 || role === 'test') return ''
  const own = new Set(namesOf(symbols))
  const covered = [...new Set(tests.flatMap((use) => use.names))].filter((name) => own.has(name))
  const paths = tests.map((use) => use.path)
  const who = paths.length > 2 ? `${quantity(paths.length, 'test file')}, ${code(paths[0] ?? '')} first,` : codes(paths)
  const what = covered.length > 0 ? codes(covered, 4) : 'this'
  const one = paths.length === 1
  return voice.inTurn([
    `${who} will show whether ${what} ${covered.length > 1 ? 'hold' : 'holds'}`,
    `${what} will be checked by ${who}`.replace(/,$/, ''),
    `the proof comes with ${who}`.replace(/,$/, ''),
    `${who} ${one ? 'puts' : 'put'} ${what} to the test afterwards`,
  ])
}

function waitingWords({ symbols, role }: FileFacts, voice: Voice): string {
  if (role === 'test') return ''
  const all = symbols.flatMap((symbol) => [symbol, ...symbol.members])
  const waiting = namesOf(all.filter((symbol) => symbol.isAsync && symbol.isExported && !symbol.name.startsWith('_')))
  if (waiting.length === 0 || waiting.length === all.length) return ''
  const names = codes(waiting, 4)
  const [is, its] = waiting.length === 1 ? ['is', 'its'] : ['are', 'their']
  return voice.inTurn([
    `${names} ${is} asynchronous: callers have to wait for ${its} results`,
    `nothing blocks in ${names}, so ${its} results come later`,
  ])
}

const called = new Set(['function', 'method', 'class'])

/** Where most of the lines will go, when it is to one place. */
function effortWords({ symbols, lines }: FileFacts, voice: Voice): string {
  const heaviest = symbols.flatMap((symbol) => (symbol.members.length > 0 ? symbol.members : [symbol]))
  const [most] = [...heaviest].sort((a, b) => b.lines - a.lines)
  if (!most || !called.has(most.kind) || heaviest.length < 3 || lines < 60 || most.lines * 3 < lines) return ''
  return voice.inTurn([
    `most of the work is in ${code(most.name)}`,
    `${code(most.name)} is the part that will take the most care`,
    `I expect ${code(most.name)} to be the longest piece`,
  ])
}

function orderWords({ symbols, role }: FileFacts, voice: Voice): string {
  const names = new Set(namesOf(symbols))
  const inner = (symbol: SymbolFacts) => symbol.uses.filter((name) => names.has(name)).length
  const bottom = namesOf(symbols.filter((symbol) => inner(symbol) === 0))
  const top = namesOf(symbols.filter((symbol) => inner(symbol) >= 2))
  if (symbols.length < 4 || bottom.length === 0 || top.length === 0 || role === 'test') return ''
  return voice.inTurn([
    `${codes(bottom, 3)} ${bottom.length === 1 ? 'stands' : 'stand'} alone; ${codes(top, 3)} ${top.length === 1 ? 'ties' : 'tie'} it all together`,
    `${codes(top, 3)} ${top.length === 1 ? 'ties' : 'tie'} the rest together`,
    `the small pieces come first in my head (${codes(bottom, 3)}), then ${codes(top, 3)}`,
  ])
}
