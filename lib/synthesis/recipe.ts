import type { Detail } from './symbol-words'

/** A piece of a thought: a sentence or two, or an item of a list. When room is short, the least weight goes first. */
export type Point = { weight: number; text: string }

export type Recipe = Detail & {
  /** Characters that a thought may have, as a share of the size of its file. */
  share: number
  /** Symbols in the order of the file, instead of what is offered first. */
  inFileOrder: boolean
  /** Dependencies before the symbols, or after. */
  needsFirst: boolean
}

/** What an author says when nobody asks for more or less. */
export const plainRecipe: Recipe = {
  docWords: 16,
  names: 8,
  parameters: true,
  relations: true,
  members: true,
  share: 0.5,
  inFileOrder: false,
  needsFirst: true,
}
