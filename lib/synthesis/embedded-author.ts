import type { Plan } from '@/lib/trajectory/trajectory'
import type { Author, Guard, Moment, Proposal, Said, WriteMoment } from './author'
import { coverageOf } from './coverage'
import { debugThought, reviseThought } from './debug-words'
import type { Facts, FileFacts } from './facts'
import { nextThought, readThought, taskWords } from './main-words'
import { partThought } from './part-words'
import { finished } from './phrase'
import { planDetail, planEntry } from './plan-words'
import { finishThought, requirementsOf, requirementsThought, summaryWords } from './project-words'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import { openVoice, type Voice } from './voice'
import { writePoints } from './write-thought'

const plain: Recipe = {
  docWords: 16,
  names: 8,
  parameters: true,
  relations: true,
  members: true,
  share: 0.5,
  inFileOrder: false,
  needsFirst: true,
}

/** Other ways to tell the same facts, for a search to choose from. */
const recipes: Recipe[] = [
  { ...plain, inFileOrder: true, share: 1.2, names: 16, needsFirst: false },
  { ...plain, docWords: 24, share: 0.8, names: 12 },
  { ...plain, inFileOrder: true, docWords: 0, share: 2, names: 24 },
  { ...plain, docWords: 8, parameters: false, share: 0.25, names: 6 },
  { ...plain, relations: false, share: 0.8, inFileOrder: true },
  { ...plain, docWords: 12, share: 3, names: 32, inFileOrder: true },
  { ...plain, members: false, share: 0.5, names: 24, needsFirst: false },
  { ...plain, parameters: false, relations: false, share: 0.35, names: 12 },
]

const leastCharacters = 480
const mostCharacters = 2600

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

  async propose(moment: WriteMoment, proposal: Proposal, guard: Guard): Promise<string> {
    const { round, slot, seed, current } = proposal
    const { file, readings } = moment
    let text = current
    for (let attempt = 0; attempt < recipes.length && text === current; attempt += 1) {
      const recipe = recipes[(round * 2 + slot + attempt) % recipes.length] ?? plain
      text = writeThought(file, readings, recipe, guard, () =>
        openVoice(file.order + round * 2 + slot + attempt, seed, 'propose', round, slot, attempt, file.path),
      )
    }
    return text
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
          (docWords) => readThought(moment.file, moment.readings, { ...plain, docWords, names: 6 }, choices()),
          12,
        ),
        guard,
      )
    case 'write':
      return writeThought(moment.file, moment.readings, plain, guard, choices)
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

const lastResort = 'Now it is clear enough.\n'

/** As many of the points as there is room for, with less documentation and then fewer points while they copy too much. */
function writeThought(
  file: FileFacts,
  readings: Reading[],
  recipe: Recipe,
  guard: Guard,
  choices: () => Voice,
): string {
  const room = Math.min(
    mostCharacters * Math.max(1, recipe.share),
    Math.max(leastCharacters, file.bytes * recipe.share),
  )
  for (const docWords of [recipe.docWords, Math.min(recipe.docWords, 7), 0]) {
    let points = keepWithin(writePoints(file, readings, { ...recipe, docWords }, choices()), room)
    for (;;) {
      const text = finished(render(points))
      if (guard.ratioOf(text) <= guard.maxCopyRatio) return text
      if (docWords > 0 || points.length <= 1) break
      points = keepWithin(points, render(points).length * 0.7)
    }
  }
  return lastResort
}

/**
 * Leaves out the points of least weight, the later ones first, until the rest fits. The first point stays; an item goes
 * with the item that it stands under, and the line that opens a list with its last item.
 */
function keepWithin(points: Point[], room: number): Point[] {
  const order = points.map((_, index) => index).sort((a, b) => weightAt(points, b) - weightAt(points, a) || a - b)
  const kept = new Set<number>()
  let used = 0
  for (const index of order) {
    const length = (points[index]?.text.length ?? 0) + 1
    const parent = parentOf(points, index)
    if (kept.size > 0 && (used + length > room || (parent !== undefined && !kept.has(parent)))) continue
    kept.add(index)
    used += length
  }
  const fitting = points.filter((_, index) => kept.has(index))
  return fitting.filter(({ text }, index) => !text.endsWith(':') || isItem(fitting[index + 1]?.text))
}

function isItem(text: string | undefined): boolean {
  return text !== undefined && /^\s*- /.test(text)
}

function parentOf(points: Point[], index: number): number | undefined {
  if (!points[index]?.text.startsWith('  - ')) return undefined
  return points.findLastIndex(({ text }, place) => place < index && text.startsWith('- '))
}

function weightAt(points: Point[], index: number): number {
  return index === 0 ? Number.POSITIVE_INFINITY : (points[index]?.weight ?? 0)
}

/** Sentences run on in paragraphs; list items stand on lines of their own, under the line that opens them. */
function render(points: Point[]): string {
  const items = points.map(({ text }) => text).filter((text) => text !== '')
  let rendered = ''
  items.forEach((text, index) => {
    const before = items[index - 1]
    if (before === undefined) rendered += text
    else if (isItem(text)) rendered += (isItem(before) || before.endsWith(':') ? '\n' : '\n\n') + text
    else if (isItem(before) || isItem(items[index + 1])) rendered += `\n\n${text}`
    else rendered += ` ${text}`
  })
  return rendered
}
