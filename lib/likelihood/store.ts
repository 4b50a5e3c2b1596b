import type { Db } from '@/lib/db/client'
import { decodeTokens, encodeTokens } from './encode-tokens'
import type { ReadScore } from './read-score'

/** What is kept under each of the keys, by their hexadecimal digits. */
export async function findScores(db: Db, keys: readonly Buffer[]): Promise<Map<string, ReadScore>> {
  const found = await db.score.findMany({
    where: { key: { in: keys.map((key) => new Uint8Array(key)) } },
    select: { key: true, targetNats: true, priorNats: true, tokens: true },
  })
  return new Map(
    found.map(({ key, tokens, ...nats }) => [
      Buffer.from(key).toString('hex'),
      { ...nats, tokens: decodeTokens(tokens) },
    ]),
  )
}

/** Keeps scores; one that is there already stays. */
export async function saveScores(db: Db, scores: readonly (ReadScore & { key: Buffer })[]): Promise<void> {
  const data = scores.map(({ key, targetNats, priorNats, tokens }) => ({
    key: new Uint8Array(key),
    targetNats,
    priorNats,
    tokens: encodeTokens(tokens),
  }))
  await db.score.createMany({ data, skipDuplicates: true })
}
