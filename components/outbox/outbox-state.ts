import type { OutboxSnapshot } from './outbox'

export type OutboxState =
  | { kind: 'saved' }
  | { kind: 'saving'; waiting: number }
  | { kind: 'offline'; waiting: number }
  | { kind: 'signed out'; waiting: number }
  /** Some were refused, or have to be merged. */
  | { kind: 'attention'; asking: number; waiting: number }

/** What is said about all entries together: what needs the person first, then what hinders, then what is under way. */
export function outboxState({ entries }: Pick<OutboxSnapshot, 'entries'>): OutboxState {
  const asking = entries.filter(({ state }) => state !== 'waiting').length
  const waiting = entries.length - asking
  if (asking > 0) return { kind: 'attention', asking, waiting }
  if (waiting === 0) return { kind: 'saved' }
  const hindered = entries.find(({ error, retryAt }) => error !== null && retryAt !== null)
  if (hindered?.error?.code === 'unauthenticated') return { kind: 'signed out', waiting }
  return { kind: hindered ? 'offline' : 'saving', waiting }
}

/** `Offline, 3 waiting` */
export function wordsOfState(state: OutboxState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving'
    case 'offline':
      return `Offline, ${state.waiting} waiting`
    case 'signed out':
      return `Signed out, ${state.waiting} waiting`
    case 'attention':
      return state.asking === 1 ? '1 change needs you' : `${state.asking} changes need you`
  }
}
