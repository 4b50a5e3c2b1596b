import { move, transferableSymbol, valueSymbol } from 'piscina'

/** An answer of a thread whose buffers are handed over, and not copied: the thread has them no longer. */
export function handOver<Answer>(answer: Answer, buffers: readonly ArrayBufferLike[]): Answer {
  // What arrives is the answer itself; the pool takes it out of this.
  return move({ [transferableSymbol]: buffers, [valueSymbol]: answer } as Parameters<typeof move>[0]) as Answer
}
