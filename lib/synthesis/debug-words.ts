import type { DebugMoment, ReviseMoment } from './author'
import { findingSentences } from './finding-words'
import { code, codes, quantity, sentence } from './phrase'
import type { Random } from './random'
import type { SymbolFacts } from './symbol-facts'

const mostItems = 8

/** After the check of a draft: what was found, what is still missing and why, and how to go on. */
export function debugThought(moment: DebugMoment, docWords: number, random: Random): string {
  const { file, findings, leftOut, edits } = moment
  // Overloads share a name.
  const stubbed = [...new Set(moment.stubbed)]
  const symbols = namedSymbols(file.symbols)
  const found = findingSentences(findings, random)
  const opening =
    found.length > 0
      ? found.join(' ')
      : random.pick([
          'The check is content with the outline: the names and the imports hold together.',
          'Nothing is wrong with the frame. What it lacks is everything behind it.',
          'The declarations stand and the imports lead somewhere.',
        ])
  const items = stubbed.slice(0, mostItems).map((name) => itemOf(name, symbols.get(name), docWords))
  const rest = stubbed.length - items.length
  const bodies =
    stubbed.length === 0
      ? []
      : [
          `${random.pick(['Still without a body', 'To be filled in', 'What only raises an error so far'])}:`,
          ...items,
          ...(rest > 0 ? [`- and ${quantity(rest, 'more', 'more')}`] : []),
        ]
  return [opening, bodies.join('\n'), leftOutWords(leftOut, symbols, random), goingOn(edits, random)]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** After the check of an earlier version: what its next commit is about, and what has to change for it. */
export function reviseThought(moment: ReviseMoment, isQuoting: boolean, random: Random): string {
  const { findings, message, change } = moment
  const title = message.split('\n', 1)[0]?.trim() ?? ''
  const purpose =
    isQuoting && title !== ''
      ? `${random.pick(['The change to make now', 'What comes next', 'The next commit'])}: "${shortened(title)}".`
      : 'There is one more change to make here.'
  const parts = [
    change.added.length > 0 ? `${codes(change.added, 6)} ${change.added.length === 1 ? 'is' : 'are'} new` : '',
    change.removed.length > 0 ? `${codes(change.removed, 6)} can go` : '',
    change.redeclared.length > 0
      ? `the ${change.redeclared.length === 1 ? 'declaration' : 'declarations'} of ${codes(change.redeclared, 6)} ${change.redeclared.length === 1 ? 'changes' : 'change'}`
      : '',
    change.changed.length > 0
      ? `${codes(change.changed, 6)} ${change.changed.length === 1 ? 'has' : 'have'} to be done differently`
      : '',
  ].filter((part) => part !== '')
  const what =
    parts.length > 0
      ? parts.map(sentence).join(' ')
      : 'No declaration is touched by it: the change is in the lines between them.'
  const found = findingSentences(findings, random)
  const state =
    found.length > 0
      ? found.join(' ')
      : random.pick(['As it stands, the file is sound.', 'The check finds nothing wrong with the file as it is.'])
  return [`${state} ${purpose}`, `${what} ${sizeOf(moment)}`].join('\n\n')
}

function sizeOf({ change: { addedLines, removedLines } }: ReviseMoment): string {
  if (removedLines === 0) return sentence(`that is ${quantity(addedLines, 'line')} more`)
  if (addedLines === 0) return sentence(`that is ${quantity(removedLines, 'line')} less`)
  return sentence(
    `in all ${quantity(removedLines, 'line')} ${removedLines === 1 ? 'gives' : 'give'} way to ${quantity(addedLines, 'line')}`,
  )
}

function itemOf(name: string, symbol: SymbolFacts | undefined, docWords: number): string {
  const doc = symbol?.doc && docWords > 0 ? firstWords(symbol.doc, docWords) : ''
  const uses = symbol?.uses.slice(0, 3) ?? []
  const errors = symbol?.errors.slice(0, 2) ?? []
  const said = [
    doc,
    uses.length > 0 ? `leans on ${codes(uses)}` : '',
    errors.length > 0 ? `raises ${codes(errors)} when it cannot go on` : '',
  ].filter((part) => part !== '')
  return `- ${code(name)}${said.length > 0 ? `: ${said.join('; ')}` : ''}`
}

function leftOutWords(leftOut: readonly string[], symbols: ReadonlyMap<string, SymbolFacts>, random: Random): string {
  if (leftOut.length === 0) return ''
  const [first] = leftOut
  const user = [...symbols].find(([name, { uses }]) => name !== first && uses.includes(first?.split('.').at(-1) ?? ''))
  const why = user ? `, ${leftOut.length === 1 ? 'which' : 'the first of which'} ${code(user[0])} needs` : ''
  const opening = random.pick(['Not there at all yet', 'Behind them belong', 'On the way I also need'])
  return sentence(`${opening}${opening.startsWith('Not') ? ':' : ''} ${codes(leftOut, mostItems)}${why}`)
}

function goingOn(edits: number, random: Random): string {
  if (edits === 1) return random.pick(['One edit will do.', 'I fill that in with one edit.', 'That is one edit.'])
  return sentence(
    random.pick([
      `I go through the file from top to bottom, in ${quantity(edits, 'edit')}`,
      `${quantity(edits, 'edit')}, from top to bottom`,
    ]),
  )
}

/** By the names that drafts use: members after the name of what contains them. */
function namedSymbols(symbols: readonly SymbolFacts[]): Map<string, SymbolFacts> {
  return new Map(
    symbols.flatMap((symbol): [string, SymbolFacts][] => [
      [symbol.name, symbol],
      ...symbol.members.map((member): [string, SymbolFacts] => [`${symbol.name}.${member.name}`, member]),
      ...namedSymbols(symbol.members),
    ]),
  )
}

function firstWords(doc: string, most: number): string {
  const [first = ''] = doc.split(/(?<=[.!?])\s/, 1)
  const plain = /^[A-Z][a-z]+\s/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first
  const words = plain.replace(/[.!?:]$/, '').split(/\s+/)
  return words.length > most ? `${words.slice(0, most).join(' ')}…` : words.join(' ')
}

const longestTitle = 120

function shortened(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle).toWellFormed()}…` : title
}
