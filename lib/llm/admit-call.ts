import type { Db } from '@/lib/db/client'
import { db } from '@/lib/db/client'
import { type Amounts, BudgetSpent, findExcess } from './budget'
import type { Budget, Subject } from './call'
import type { Endpoint } from './endpoint'
import { waitUnlessAborted } from './retry'
import { endLostCalls, insertCall, lockCalls, lockSpending, type NewCall, readLoad, readSpending } from './store-calls'

type Limits = Pick<Endpoint, 'concurrency' | 'requestsPerMinute' | 'tokensPerMinute'>

const maxWaitMs = 1_000
const pollMs = { least: 25, most: 250 }

/**
 * Waits until a call fits the endpoint's limits, and its server takes calls again after a `Retry-After`, which all processes share through the database, and the subject's
 * budget; then writes it down as pending and gives its id. Undefined when the signal came first. Throws `BudgetSpent`.
 */
export async function admitCall(
  limits: Limits,
  call: NewCall,
  budget: Budget | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  return inLine(call.endpointId, signal, async () => {
    for (let polls = 0; !signal.aborted; polls++) {
      const admitted = await db.$transaction((tx) => tryToAdmit(tx, limits, call, budget, signal))
      if ('id' in admitted) return admitted.id
      const pauseMs = Math.min(pollMs.most, pollMs.least * 2 ** polls) * (0.75 + Math.random() / 2)
      await waitUnlessAborted(Math.max(pauseMs, admitted.waitMs), signal)
    }
    return undefined
  })
}

type Admission = { id: string } | { waitMs: number }

async function tryToAdmit(
  tx: Db,
  limits: Limits,
  call: NewCall,
  budget: Budget | undefined,
  signal: AbortSignal,
): Promise<Admission> {
  await lockCalls(tx, call.endpointId)
  await endLostCalls(tx)
  const waitMs = findWait(limits, await readLoad(tx, call.endpointId), call.inputTokens + call.outputTokens)
  if (waitMs !== undefined) return { waitMs }
  if (budget && !(await fits(tx, call.subject, budget, call))) return { waitMs: 0 }
  // The place that just became free may be that of a call which the same signal has ended.
  if (signal.aborted) return { waitMs: 0 }
  return { id: await insertCall(tx, call) }
}

type Load = Awaited<ReturnType<typeof readLoad>>

/** How long to wait at least before the limits are worth another look; undefined when the call fits. */
export function findWait(limits: Limits, load: Load, tokens: number): number | undefined {
  const { concurrency, requestsPerMinute, tokensPerMinute } = limits
  if (load.heldMs !== null) return Math.min(maxWaitMs, Math.max(0, load.heldMs))
  if (load.running >= concurrency) return 0
  // A minute without calls always admits one, however large it is.
  const isFull = load.requests > 0 && tokensPerMinute !== null && load.tokens + tokens > tokensPerMinute
  const isBusy = requestsPerMinute !== null && load.requests >= requestsPerMinute
  if (!isFull && !isBusy) return undefined
  // Not longer than a second: calls that end early give back what they did not use.
  return Math.min(maxWaitMs, Math.max(0, load.oldestMs ?? 0))
}

/** False when it may fit once the calls under way have ended; throws when it will not. */
async function fits(tx: Db, subject: Subject, budget: Budget, call: NewCall): Promise<boolean> {
  await lockSpending(tx, subject)
  const { ended, pending } = await readSpending(tx, subject)
  const next: Amounts = { calls: 1, tokens: call.inputTokens + call.outputTokens, microdollars: call.microdollars }
  const excess = findExcess(budget, ended, next)
  if (excess) throw new BudgetSpent(excess)
  return findExcess(budget, add(ended, pending), next) === undefined
}

function add(one: Amounts, other: Amounts): Amounts {
  return {
    calls: one.calls + other.calls,
    tokens: one.tokens + other.tokens,
    microdollars: one.microdollars + other.microdollars,
  }
}

const lines = new Map<string, Promise<void>>()

/** One call of this process at a time asks for an endpoint, in the order in which they came. */
async function inLine<Result>(key: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const before = lines.get(key) ?? Promise.resolve()
  const { promise: mine, resolve: leave } = Promise.withResolvers<void>()
  lines.set(
    key,
    before.then(() => mine),
  )
  try {
    await untilAborted(before, signal)
    return await work()
  } finally {
    leave()
  }
}

function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  const onAbort = () => resolve()
  signal.addEventListener('abort', onAbort, { once: true })
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort))
}
