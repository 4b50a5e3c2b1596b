import { docWords } from './doc-words'
import type { FileFacts } from './facts'
import { formOf, isFrontDoor, isUsed, mainSymbol, offered, tested, titleOf } from './file-words'
import { article, code, codes, quantity, sentence } from './phrase'
import type { Random } from './random'
import type { Recipe } from './recipe'
import type { SymbolFacts } from './symbol-facts'
import { kindWord, purposeOf } from './symbol-words'
import { wellKnown } from './well-known'

/** The first sentence about a file that is about to be written. */
export function lead(file: FileFacts, recipe: Recipe, random: Random): string {
  const path = code(file.path)
  const known = wellKnown(file.path)
  const here = random.pick([path, 'this file', 'the file'])
  const doc = file.doc && recipe.docWords > 0 ? docWords(file.doc, recipe.docWords) : undefined
  if (file.bytes === 0)
    return sentence(
      known
        ? `${path} can stay empty: as ${known.noun} it only has to ${known.purpose}`
        : `${path} stays empty; all that counts is that it is there`,
    )
  if (doc?.isAct)
    return sentence(random.pick([`${here} is there to ${doc.text}`, `the job of ${here} is to ${doc.text}`]))
  if (doc)
    return sentence(random.pick([`${here} is about one thing: ${doc.text}`, `what ${here} stands for: ${doc.text}`]))
  if (known && file.symbols.length === 0)
    return sentence(
      random.pick([
        `with ${path} I add ${known.noun}, to ${known.purpose}`,
        `${path} is here to ${known.purpose}`,
        `what ${path} has to do is to ${known.purpose}`,
      ]),
    )
  if (file.role === 'test') return sentence(testLead(file, random))
  return sentence(sourceLead(file, recipe, random, here))
}

function testLead(file: FileFacts, random: Random): string {
  const subjects = tested(file)
  if (subjects.length === 0) return `${code(file.path)} serves the tests: ${titleOf(file.path)}`
  const about = codes(subjects, 4)
  const [is, does] = subjects.length === 1 ? ['is', 'does'] : ['are', 'do']
  return random.pick([
    `these tests have to pin down ${about}`,
    `here ${about} ${is} put to the test`,
    `time to show that ${about} ${does} what ${subjects.length === 1 ? 'it promises' : 'they promise'}`,
  ])
}

function sourceLead(file: FileFacts, recipe: Recipe, random: Random, here: string): string {
  const symbols = offered(file)
  const main = mainSymbol(symbols)
  if (main) return mainLead(main, recipe, random, here)
  if (symbols.length === 0) return scriptLead(file, random, here)
  const kinds = [...new Set(symbols.map((symbol) => symbol.kind))]
  const names = codes(
    symbols.map((symbol) => symbol.name),
    recipe.names,
  )
  if (kinds.every((kind) => kind === 'type' || kind === 'interface'))
    return random.pick([
      `${here} only describes shapes, nothing in it runs: ${names}`,
      `types alone, nothing that runs: ${names}`,
    ])
  const [kind] = kinds
  const counted =
    kinds.length === 1 && kind ? quantity(symbols.length, kindWord(kind)) : quantity(symbols.length, 'thing')
  return random.pick([
    `${here} offers ${counted}: ${names}`,
    `${counted} ${symbols.length === 1 ? 'belongs' : 'belong'} in ${here}: ${names}`,
    `I need ${counted} here: ${names}`,
  ])
}

function mainLead(symbol: SymbolFacts, recipe: Recipe, random: Random, here: string): string {
  const base = symbol.bases.length > 0 ? ` on top of ${codes(symbol.bases, 3)}` : ''
  const named = `${code(symbol.name)}, ${article(kindWord(symbol.kind))}${base}`
  const purpose = purposeOf(symbol, recipe, random)
  const why = purpose ? (purpose.isAct ? `. It has to ${purpose.text}` : `: ${purpose.text}`) : ''
  return random.pick([
    `everything in ${here} serves ${named}${why}`,
    `${here} is the home of ${named}${why}`,
    `what others will want from ${here} is ${named}${why}`,
  ])
}

function scriptLead(file: FileFacts, random: Random, here: string): string {
  if (isFrontDoor(file))
    return random.pick([
      `${here} is a front door: it only passes on what other files offer`,
      `nothing new is made in ${here}, it gathers what exists`,
    ])
  const title = titleOf(file.path)
  if (file.symbols.length > 0)
    return isUsed(file)
      ? random.pick([`${here} is not a list of exports: others take it as a whole`, `others load ${here} as a whole`])
      : random.pick([`nobody imports from ${here}; it does its own work`, `${here} runs by itself`])
  if (file.needs.length > 0)
    return `${here} declares nothing; it puts ${codes(
      file.needs.map((need) => need.path),
      3,
    )} to work`
  const form = formOf(file)
  if (form === 'a page') return random.pick([`${here} is a page on ${title}`, `a page on ${title} is still missing`])
  if (form) return `${here} ${/^(?:settings|structured data)$/.test(form) ? 'holds' : 'is'} ${form} (${title})`
  return file.language ? `${here} is written in ${file.language} (${title})` : `${here} is plain text (${title})`
}
