import { isItem } from '@/lib/synthesis/compose-points'
import { composeThought } from '@/lib/synthesis/compose-thought'
import { readThought } from '@/lib/synthesis/main-words'
import { finished } from '@/lib/synthesis/phrase'
import type { Point } from '@/lib/synthesis/recipe'
import { factsAtHand } from './facts-at-hand'
import type { Given } from './given'
import { withFacts } from './ground'
import type { Interest } from './interest'
import { newFacts } from './new-facts'
import { recipeAt, recipes } from './recipes'
import { versionsOf } from './segment'
import { piecesOf, replaceSpan } from './thought-text'

/** The thought composed anew: from the facts before a read or a write, from its own parts where more is known than that. */
export function* rewrite(given: Given): Generator<string> {
  const { before, readings } = given.moment
  if (before === 'write') yield* written(given)
  else if (before === 'read' && readings.length > 0) yield* reading(given)
  else yield* recombined(given)
}

function* written(given: Given): Generator<string> {
  const { moment, guard, turn, voice, interest, proposal } = given
  const arrange = (points: Point[]) => inFocus(points, interest)
  for (const attempt of recipes.keys()) {
    const recipe = recipeAt(turn + attempt)
    const text = composeThought(moment.file, moment.readings, recipe, guard, () => voice(attempt), arrange)
    if (proposal.hint === null || interest.isHinted(text)) yield text
    else {
      const facts = factsAtHand(given, recipe.docWords, voice(attempt))
      const hinted = facts.filter((fact) => interest.isHinted(fact.text))
      yield withFacts(given, text, newFacts(given, hinted, text, 2))
      yield withFacts(given, text, [])
      yield text
    }
  }
}

/** What is of interest weighs more, with what it stands under; sentences that answer to the hint come after the first. */
function inFocus([first, ...points]: Point[], interest: Interest): Point[] {
  let inner = 0
  let listed = 0
  const weighed = points.toReversed().map((point) => {
    const own = point.weight + interest.in(point.text)
    const weight = /^\s/.test(point.text) ? own : Math.max(own, isItem(point.text) ? inner : listed)
    inner = /^\s/.test(point.text) ? Math.max(inner, own) : 0
    listed = isItem(point.text) ? Math.max(listed, weight) : 0
    return { ...point, weight }
  })
  const ahead = weighed.filter(({ text }) => interest.isHinted(text) && !isItem(text) && !text.endsWith(':'))
  const rest = weighed.filter((point) => !ahead.includes(point))
  return [...(first ? [first] : []), ...ahead.toReversed(), ...rest.toReversed()]
}

const manners = [
  { docWords: 12, names: 10, facts: 1 },
  { docWords: 0, names: 12, facts: 2 },
  { docWords: 20, names: 4, facts: 0 },
  { docWords: 7, names: 6, facts: 1 },
  { docWords: 16, names: 3, facts: 2 },
] as const

/** What is to be looked up, and some of the reasons. */
function* reading(given: Given): Generator<string> {
  const { moment, turn, voice } = given
  for (const attempt of manners.keys())
    for (const most of [20, 0]) {
      const manner = manners[(turn + attempt) % manners.length] ?? manners[0]
      const detail = {
        ...recipeAt(turn + attempt),
        ...manner,
        docWords: Math.min(manner.docWords, most),
        relations: true,
      }
      const text = finished(readThought(moment.file, moment.readings, detail, voice(attempt)))
      const facts = factsAtHand(given, detail.docWords, voice(attempt))
      yield withFacts(given, text, newFacts(given, facts, text, manner.facts))
    }
}

/** Its own parts, told otherwise where the facts allow; what begins and what ends it stays. */
function* recombined(given: Given): Generator<string> {
  const { proposal, turn, voice } = given
  const pieces = piecesOf(proposal.current)
  const inner = pieces.filter(({ kind }, place) => kind !== 'verbatim' && place > 0 && place < pieces.length - 1)
  for (const [attempt, docWords] of [16, 7, 0].entries()) {
    let text = proposal.current
    for (const piece of inner.toReversed()) {
      const versions = piece.text.endsWith(':') ? [] : versionsOf(given, piece)
      const version = versions[(turn + attempt) % Math.max(1, versions.length)]
      if (version !== undefined) text = replaceSpan(text, piece, version)
    }
    const facts = factsAtHand(given, docWords, voice(attempt))
    yield withFacts(given, text, newFacts(given, facts, text, 1 + ((turn + attempt) % 2)))
  }
}
