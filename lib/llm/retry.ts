import { setTimeout as wait } from 'node:timers/promises'

/** When a call is tried again. */
export type RetryPolicy = {
  /** Requests at most, the first one included. */
  attempts: number
  baseMs: number
  capMs: number
  /** A server that wants to be left alone for longer than this is given up. */
  patienceMs: number
}

export const retryPolicy: RetryPolicy = { attempts: 5, baseMs: 500, capMs: 30_000, patienceMs: 120_000 }

/**
 * How long to wait before the next attempt, or undefined when it is not worth waiting. Full jitter (Brooker,
 * "Exponential Backoff And Jitter", AWS 2015), never before the server asked.
 */
export function delayBefore(
  attempt: number,
  retryAfterMs: number | undefined,
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | undefined {
  if (attempt > policy.attempts) return undefined
  if ((retryAfterMs ?? 0) > policy.patienceMs) return undefined
  const most = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 2))
  return Math.round((retryAfterMs ?? 0) + random() * most)
}

/** Waits, but no longer than until the signal; true when the wait was not cut short. */
export async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<boolean> {
  return wait(ms, true, { signal }).catch(() => false)
}
