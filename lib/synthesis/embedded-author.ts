import type { Plan } from '@/lib/trajectory/trajectory'
import type { Author, Guard, Moment, Proposal, ProposalMoment, Proposed, Said } from './author'
import { composeThought, lastResort } from './compose-thought'
import { coverageOf } from './coverage'
import { debugThought, reviseThought } from './debug-words'
import type { Facts } from './facts'
import { nextThought, readThought, taskWords } from './main-words'
import { partThought } from './part-words'
import { finished } from './phrase'
import { planDetail, planEntry } from './plan-words'
import { finishThought, requirementsOf, requirementsThought, summaryWords } from './project-words'
import { proposedThought } from './proposal/proposed-thought'
import { plainRecipe } from './recipe'
import { openVoice } from './voice'

/**
 * The author that is built in: it composes sentences from what parsers know of a repository. No model, no network; the
 * same facts and seed give the same texts.
 */
export const embeddedAuthor: Author = {
  name: 'embedded',
  fingerprint: 'embedded-author-3',
  isEmbedded: true,

  async plan(facts: Facts, seed: number): Promise<Said<Plan>> {
    const coverage = coverageOf(facts)
    const files = Array.from(facts.fileOf.values(), ({ path, content }) =>
      planEntry(facts.of(path), content, coverage.get(path), seed),
    )
    return { words: { requirements: requirementsOf(facts.project), files } }
  },

  async say(moment: Moment, seed: number, guard: Guard): Promise<Said> {
    return { words: wordsOf(moment, seed, guard) }
  },

  async propose(moment: ProposalMoment, proposal: Proposal, guard: Guard): Promise<Proposed> {
    return { ...proposedThought(moment, proposal, guard), promptHash: null }
  },
}

/** What is said at a moment, within the guard. */
function wordsOf(moment: Moment, seed: number, guard: Guard): string {
  const { path, order } = 'file' in moment ? moment.file : { path: '', order: 0 }
  const choices = () => openVoice(order, seed, moment.kind, path)
  switch (moment.kind) {
    case 'requirements':
      return guarded(
        [24, 8, 0].map((most) => () => requirementsThought(moment.project, choices(), most)),
        guard,
      )
    case 'next':
      return guarded([() => nextThought(moment.file, moment.previous, moment.project, choices())], guard)
    case 'task':
      return guarded(
        levels((docWords) => taskWords(moment.file, { ...planDetail, docWords }, choices()), 7),
        guard,
      )
    case 'read':
      return guarded(
        levels(
          (docWords) => readThought(moment.file, moment.readings, { ...plainRecipe, docWords, names: 6 }, choices()),
          12,
        ),
        guard,
      )
    case 'write':
      return composeThought(moment.file, moment.readings, plainRecipe, guard, choices)
    case 'debug':
      return guarded(
        levels((docWords) => debugThought(moment, docWords, choices()), 12),
        guard,
      )
    case 'part':
      return guarded([() => partThought(moment, openVoice(order + moment.part, seed, moment.kind, path))], guard)
    case 'revise':
      return guarded(
        [true, false].map((isQuoting) => () => reviseThought(moment, isQuoting, choices())),
        guard,
      )
    case 'finish':
      return guarded([() => finishThought(moment.project, choices())], guard)
    case 'summary':
      return guarded([() => summaryWords(moment.project)], guard)
  }
}

/** Less and less of the documentation, for texts that copy too much of it. */
function levels(text: (docWords: number) => string, most: number): (() => string)[] {
  return [most, Math.min(most, 7), 0].map((docWords) => () => text(docWords))
}

/** The first of the texts that keeps under the guard; the last resort is too short to copy anything. */
function guarded(texts: (() => string)[], guard: Guard): string {
  for (const make of texts) {
    const text = finished(make())
    if (guard.ratioOf(text) <= guard.maxCopyRatio) return text
  }
  return lastResort
}
