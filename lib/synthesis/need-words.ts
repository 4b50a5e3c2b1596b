import type { FileFacts, Need } from './facts'
import { code, codes, sentence } from './phrase'
import type { Random } from './random'
import type { Reading } from './reading'
import type { Point, Recipe } from './recipe'
import { takenWords } from './symbol-words'

/** What the file takes from others: from dependencies that exist, from those that come later, and from outside. */
export function needPoints(file: FileFacts, readings: Reading[], recipe: Recipe, random: Random): Point[] {
  const seen = new Set(readings.map((reading) => reading.path))
  const written = file.needs.filter((need) => need.isWritten)
  const points = written.map((need) => ({
    weight: seen.has(need.path) ? 6 : 5,
    text: sentence(needWords(need, seen.has(need.path), recipe, random)),
  }))
  const later = file.needs.filter((need) => !need.isWritten)
  if (later.length > 0) points.push({ weight: 5, text: sentence(laterWords(later, recipe)) })
  const { packages, builtins } = file
  if (packages.length > 0)
    points.push({
      weight: 5,
      text: sentence(
        `${random.pick(['from outside the repository I use', 'what comes from outside:', packages.length === 1 ? 'the package for this is' : 'the packages for this are'])} ${codes(packages, recipe.names)}`,
      ),
    })
  if (builtins.length > 0)
    points.push({
      weight: 4,
      text: sentence(
        `${random.pick(['of the standard library it takes', 'the language itself brings'])} ${codes(builtins, recipe.names)}`,
      ),
    })
  return points
}

function laterWords(later: Need[], recipe: Recipe): string {
  const names = later
    .flatMap((need) => need.taken.map(({ name }) => name))
    .filter((name) => name !== '*' && name !== 'default')
  const trust = names.length > 0 ? codes([...new Set(names)], recipe.names) : 'their being there in the end'
  return `${codes(
    later.map((need) => need.path),
    4,
  )} ${later.length === 1 ? 'comes' : 'come'} later, since these files use each other; for now I only count on ${trust}`
}

function needWords(need: Need, isRead: boolean, recipe: Recipe, random: Random): string {
  const path = code(need.path)
  // What it is for was said before the read.
  const detail = isRead ? { ...recipe, relations: recipe.share > 1, docWords: Math.min(recipe.docWords, 7) } : recipe
  const names = takenWords(need.taken, need.offers, detail, random)
  if (names === '') return `${path} only has to be loaded, for its effects`
  if (need.kinds.every((kind) => kind === 're-export'))
    return random.pick([`${path} contributes ${names}`, `from ${path} it passes on ${names}`])
  if (need.kinds.every((kind) => kind === 'type-import'))
    return random.pick([`for types I go to ${path}: ${names}`, `${path} gives me ${names}, for typing only`])
  if (isRead)
    return random.pick([
      `from ${path} I take ${names}`,
      `${path}, as I have just read, gives me ${names}`,
      `${path} has what I need: ${names}`,
    ])
  return random.pick([`from ${path} I take ${names}`, `${path} already offers ${names}`])
}
