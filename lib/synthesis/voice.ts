import { type Random, random } from './random'

/**
 * How one text is put: `pick` is free, `inTurn` goes round with the place of the text among its like, so that neighbours
 * never put the same thing in the same way.
 */
export type Voice = Random & { inTurn<Item>(items: readonly [Item, ...Item[]]): Item }

/** The seed decides where the round begins, `turn` how far it has gone. */
export function openVoice(turn: number, ...seed: [number | string, string, ...(number | string)[]]): Voice {
  const start = Math.floor(random(seed[0], seed[1]).next() * 5040)
  const choices = random(...seed)
  return { ...choices, inTurn: (items) => items[(start + turn) % items.length] ?? items[0] }
}
