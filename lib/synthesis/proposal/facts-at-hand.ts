import { closingPoints } from '@/lib/synthesis/closing-words'
import { docWords, plain } from '@/lib/synthesis/doc-words'
import type { FileFacts } from '@/lib/synthesis/facts'
import { lead } from '@/lib/synthesis/lead-words'
import { needPoints } from '@/lib/synthesis/need-words'
import { code, sentence } from '@/lib/synthesis/phrase'
import type { Reading } from '@/lib/synthesis/reading'
import { type Detail, purposeOf } from '@/lib/synthesis/symbol-words'
import type { Voice } from '@/lib/synthesis/voice'
import { writePoints } from '@/lib/synthesis/write-thought'
import { type Fact, factsOf } from './fact'
import type { Given } from './given'
import type { Interest } from './interest'
import { fullRecipe } from './recipes'
import { sentencesOf } from './thought-text'

/** What can be said where the thought stands, in the order in which a thought would say it. */
export function factsAtHand(
  { moment: { before, file, readings }, interest }: Given,
  most: number,
  voice: Voice,
): Fact[] {
  const recipe = { ...fullRecipe, docWords: most }
  const read = [...takenFacts(readings, recipe), ...remarks(file, interest, most)]
  if (before === 'write') return [...factsOf(file, writePoints(file, readings, recipe, voice)), ...read]
  if (before === 'edit') {
    // What it is for and what it takes was thought of before it was written.
    const inside = { ...file, needs: [], packages: [], builtins: [] }
    return [...factsOf(file, writePoints(inside, [], recipe, voice)).filter(({ isLead }) => !isLead), ...read]
  }
  const opening = lead(file, recipe, voice)
  const points = [
    { weight: 10, text: opening },
    ...needPoints(file, [], recipe, voice),
    ...closingPoints(file, recipe, voice, opening),
  ]
  return [...factsOf(file, points), ...read]
}

/** What is known of the names that are taken from what is read. */
function takenFacts(readings: readonly Reading[], detail: Detail): Fact[] {
  return readings.flatMap(({ path, need }) =>
    need.taken.flatMap((taken): Fact[] => {
      const purpose = purposeOf(taken, detail)
      if (!purpose) return []
      const words = purpose.isAct
        ? `${code(taken.name)} is there to`
        : `what ${code(taken.name)} of ${code(path)} stands for:`
      return [{ text: sentence(`${words} ${purpose.text}`), item: null, weight: 3, isLead: false }]
    }),
  )
}

const longer = 8

/** What documentation says of a hint after its first sentence, which is told anyway. */
function remarks(file: FileFacts, interest: Interest, most: number): Fact[] {
  if (most === 0) return []
  const told = [{ name: file.path, doc: file.doc }, ...file.symbols, ...file.symbols.flatMap(({ members }) => members)]
  return told.flatMap(({ name, doc }) => {
    const [, ...later] = sentencesOf({ start: 0, text: plain(doc ?? '') })
    return later.flatMap(({ text }): Fact[] => {
      const words = interest.isHinted(text) ? docWords(text, most + longer) : undefined
      if (!words) return []
      const said = words.isAct ? `${code(name)} has to ${words.text}` : `one thing about ${code(name)}: ${words.text}`
      return [{ text: sentence(said), item: null, weight: 5, isLead: false }]
    })
  })
}
