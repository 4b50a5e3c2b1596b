import { createHash } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { ScoreRequest, Scorer, ThoughtScore } from './scorer'
import { findScores, saveScores } from './store'

/**
 * The same scorer, which asks for each thought between the same texts once, whoever asks and in whichever process: its
 * scores are kept in the database under its fingerprint and `source`, which tells servers of one model apart. What is kept
 * costs no call.
 */
export function cacheScores(scorer: Scorer, source: string): Scorer {
  async function score(request: ScoreRequest, signal?: AbortSignal): Promise<ThoughtScore[]> {
    signal?.throwIfAborted()
    const owner = `${scorer.fingerprint} ${source}`
    const keys = request.thoughts.map((thought) => keyOf(owner, request, thought))
    const known = await findScores(db, keys)
    const missing = new Map(
      request.thoughts.flatMap((thought, index) => {
        const key = keys[index]
        return key && !known.has(key.toString('hex')) ? [[thought, key] as const] : []
      }),
    )
    const thoughts = [...missing.keys()]
    const made = thoughts.length > 0 ? await scorer.score({ ...request, thoughts }, signal) : []
    const rows = [...missing.values()].flatMap((key, index) => {
      const score = made[index]
      return score ? [{ ...score, key }] : []
    })
    if (rows.length > 0) await saveScores(db, rows)
    for (const { key, ...score } of rows) known.set(key.toString('hex'), score)
    const targetBytes = Buffer.byteLength(request.target)
    return keys.map((key) => ({ ...requireKnown(known.get(key.toString('hex'))), targetBytes }))
  }

  return { ...scorer, score }
}

/** SHA-256 over all that a score depends on; the lengths tell the parts apart. */
export function keyOf(owner: string, { prefix, suffix, target }: ScoreRequest, thought: string): Buffer {
  const hash = createHash('sha256')
  for (const part of [owner, prefix, suffix, thought, target]) {
    hash.update(`${Buffer.byteLength(part)}:`).update(part)
  }
  return hash.digest()
}

function requireKnown<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A scorer gave fewer scores than it was asked for.')
  return value
}
