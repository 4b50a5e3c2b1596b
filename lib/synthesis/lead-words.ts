import { docWords } from './doc-words'
import type { FileFacts } from './facts'
import {
  formOf,
  isFrontDoor,
  isProse,
  isTest,
  isUsed,
  knownForm,
  mainSymbol,
  offered,
  subjectOf,
  tested,
  titleOf,
} from './file-words'
import { article, code, codes, quantity, sentence, spelled } from './phrase'
import type { Recipe } from './recipe'
import type { SymbolFacts } from './symbol-facts'
import { likelyPurposeOf, wordOf } from './symbol-words'
import type { Voice } from './voice'
import { wellKnown } from './well-known'

/** The first sentence about a file that is about to be written. */
export function lead(file: FileFacts, recipe: Recipe, voice: Voice): string {
  const path = code(file.path)
  if (file.bytes === 0) return sentence(emptyLead(path, file.path))
  const known = knownForm(file)
  const isMany = known !== undefined && /(?:settings|attributes|fixtures)$/.test(known.noun)
  if (known)
    return sentence(
      voice.inTurn([
        `with ${path} ${isMany ? 'come' : 'comes'} ${known.noun}, to ${known.purpose}`,
        `${path} is here to ${known.purpose}`,
        `${known.noun} ${isMany ? 'have' : 'has'} to ${known.purpose}`,
        `what I want of ${path}: to ${known.purpose}`,
      ]),
    )
  const doc = file.doc && recipe.docWords > 0 ? docWords(file.doc, recipe.docWords) : undefined
  if (doc && !isProse(file)) return sentence(docLead(path, doc, voice))
  if (isTest(file)) return sentence(testLead(file, voice))
  return sentence(sourceLead(file, recipe, voice, path))
}

function emptyLead(path: string, name: string): string {
  const known = wellKnown(name)
  if (known) return `${path} can stay empty: as ${known.noun} it only has to ${known.purpose}`
  return `${path} stays empty; all that counts is that it is there`
}

function docLead(path: string, doc: { text: string; isAct: boolean }, voice: Voice): string {
  if (doc.isAct)
    return voice.inTurn([
      `${path} is there to ${doc.text}`,
      `the job of ${path} is to ${doc.text}`,
      `what I expect of ${path}: to ${doc.text}`,
    ])
  return voice.inTurn([
    `${path} is about one thing: ${doc.text}`,
    `what ${path} stands for: ${doc.text}`,
    `the idea behind ${path}: ${doc.text}`,
  ])
}

function testLead(file: FileFacts, voice: Voice): string {
  const subjects = tested(file)
  const path = code(file.path)
  if (subjects.length === 0)
    return voice.inTurn([`${path} tests ${titleOf(file.path)}`, `with ${path} I test ${titleOf(file.path)}`])
  const about = codes(subjects, 3)
  const [is, does, promises, fails] =
    subjects.length === 1 ? ['is', 'does', 'it promises', 'fails'] : ['are', 'do', 'they promise', 'fail']
  return voice.inTurn([
    `these tests have to pin down ${about}`,
    `here ${about} ${is} put to the test`,
    `time to show that ${about} ${does} what ${promises}`,
    `whoever changes ${about} should learn from ${path} what broke`,
    `if ${about} ${fails} one day, ${path} is where it should show`,
  ])
}

/** "`a.ts` and two other files", nearest users first come to mind; undefined without users. */
function whom(file: FileFacts): string | undefined {
  const users = file.usedBy.filter((use) => !use.isTest).map((use) => use.path)
  const [first, second] = users
  if (!first) return undefined
  if (!second) return code(first)
  return users.length === 2 ? codes([first, second]) : `${code(first)} and ${quantity(users.length - 1, 'other file')}`
}

function sourceLead(file: FileFacts, recipe: Recipe, voice: Voice, path: string): string {
  const symbols = offered(file)
  const main = mainSymbol(symbols)
  if (main) return mainLead(file, main, recipe, voice, path)
  if (symbols.length === 0) return scriptLead(file, voice, path)
  const kinds = [...new Set(symbols.map(wordOf))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    recipe.names,
  )
  if (kinds.every((kind) => kind === 'type' || kind === 'interface'))
    return voice.inTurn([
      `${path} only describes shapes, nothing in it runs: ${names}`,
      `types alone, nothing that runs: ${names}`,
      `what ${path} settles are shapes that others agree on: ${names}`,
    ])
  const [kind] = kinds
  const counted = kinds.length === 1 && kind ? quantity(symbols.length, kind) : `${spelled(symbols.length)} names`
  const users = whom(file)
  return voice.inTurn([
    `${path} offers ${counted}: ${names}`,
    `${counted} belong in ${path}: ${names}`,
    users ? `${users} will come to ${path} for ${names}` : `what ${path} has to give: ${names}`,
    `I see ${counted} in ${path}: ${names}`,
  ])
}

function mainLead(file: FileFacts, symbol: SymbolFacts, recipe: Recipe, voice: Voice, path: string): string {
  const kind = wordOf(symbol)
  const base = symbol.bases.length > 0 ? ` on top of ${codes(symbol.bases, 3)}` : ''
  const named = `${code(symbol.name)}, ${article(kind)}${base}`
  const purpose = likelyPurposeOf(symbol, recipe, voice)
  const why = purpose ? (purpose.isAct ? `. It has to ${purpose.text}` : `: ${purpose.text}`) : ''
  const users = whom(file)
  return voice.inTurn([
    `everything in ${path} serves ${named}${why}`,
    `${path} is the home of ${named}${why}`,
    users ? `what ${users} will want from ${path} is ${named}${why}` : `${path} exists for ${named}${why}`,
    `the point of ${path} is ${named}${why}`,
  ])
}

function scriptLead(file: FileFacts, voice: Voice, path: string): string {
  if (isFrontDoor(file))
    return voice.inTurn([
      `${path} is a front door: it only passes on what other files offer`,
      `nothing new is made in ${path}, it gathers what exists`,
    ])
  const title = titleOf(file.path)
  if (file.role === 'test')
    return voice.inTurn([
      `${path} belongs to the tests: ${title}`,
      `among the tests there has to be ${path}, for ${title}`,
      `${path} serves the tests: ${title}`,
      `the tests need ${path} as well: ${title}`,
    ])
  if (file.symbols.length > 0)
    return isUsed(file)
      ? voice.inTurn([`${path} is not a list of exports: others take it as a whole`, `others load ${path} as a whole`])
      : voice.inTurn([
          `nobody imports from ${path}; it does its own work`,
          `${path} runs by itself`,
          `nothing else depends on ${path}, so its inside is its own affair`,
        ])
  const form = formOf(file)
  if (form === 'a page' && /^v?\d+(?:\.\d+)+\S*$/.test(title))
    return voice.inTurn([`${path} tells what is new in ${title}`, `version ${title} gets its notes in ${path}`])
  if (form === 'a page')
    return voice.inTurn([
      `${path} is a page ${subjectOf(file)}`,
      `a page ${subjectOf(file)} is still missing: ${path}`,
      `for readers there has to be ${path}, a page ${subjectOf(file)}`,
    ])
  if (file.needs.length > 0)
    return `${path} declares nothing; it puts ${codes(
      file.needs.map((need) => need.path),
      3,
    )} to work`
  if (form === 'settings' || form === 'structured data')
    return voice.inTurn([
      `${path} holds ${form}, no code`,
      `no code here: ${path} holds ${form}`,
      `${path} is read by tools, as ${form}`,
    ])
  if (form) return voice.inTurn([`${path} is ${form} for ${title}`, `what is wanted of ${path}: ${form} for ${title}`])
  return file.language ? `${path} is about ${title}, in ${file.language}` : `${path} is plain text about ${title}`
}
