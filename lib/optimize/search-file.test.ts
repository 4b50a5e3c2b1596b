import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Scorer } from '@/lib/likelihood/scorer'
import type { Step } from '@/lib/trajectory/trajectory'
import type { Episode } from './episode'
import type { Findings } from './file-search'
import { openMeter } from './meter'
import { OptimizationSettings } from './optimization'
import type { ProposalRequest } from './proposer'
import { searchFile } from './search-file'
import type { Outcome, StoredCandidate } from './store'

const empty = { runId: 'sub', tool: null, path: null, args: {}, text: null, content: null }
const written = { ...empty, kind: 'act' as const, path: 'a.js' }

/** A file that is drafted first: a thought before the write, and one before the edit. */
const episode: Episode = {
  run: { id: 'sub', parentId: 'main', role: 'sub', path: 'a.js' },
  path: 'a.js',
  task: 'Write a.js.\n',
  planEntry: undefined,
  steps: [
    { ...empty, kind: 'think' as const, text: 'A draft.\n' },
    { ...written, tool: 'write' as const, content: 'draft\n' },
    { ...empty, kind: 'think' as const, text: 'The truth.\n' },
    { ...written, tool: 'edit' as const, content: 'export const a = 1\n' },
  ].map((step, position): Step => ({ ...step, id: `s${position}`, position })),
}

type Kept = { scored: StoredCandidate[]; settled: Map<string, Outcome>; calls: number; proposals: string[] }

/** Searches both steps after what `kept` holds already, and adds what it finds; stops before the proposal `stopAt`. */
async function search(kept: Kept, stopAt?: string): Promise<void> {
  const scorer: Scorer = {
    fingerprint: 'test',
    isEmbedded: true,
    async score({ prefix, thoughts, suffix, target }) {
      const hash = createHash('sha256').update(prefix + thoughts[0] + suffix + target)
      const targetNats = hash.digest().readUInt16BE()
      const tokens = { starts: Uint32Array.of(0), nats: Float32Array.of(targetNats) }
      return [{ targetNats, priorNats: 1, targetBytes: target.length, tokens }]
    },
    maxPromptBytes: null,
    close: async () => {},
  }
  const findings: Findings = {
    async addCandidate({ parentId: _, startNats: __, ...candidate }, tokens, calls) {
      expect(tokens !== undefined).toBe(candidate.retainedNats !== null)
      const id = `${candidate.stepId}:${candidate.round}.${candidate.slot}`
      kept.scored.push({ ...candidate, id })
      kept.calls += calls
      return id
    },
    decide: async () => {},
    async settle(outcome, _, calls) {
      kept.settled.set(outcome.stepId, outcome)
      kept.calls += calls
    },
  }
  async function propose({ stepId, round, slot, current, kind }: ProposalRequest) {
    const key = `${stepId}:${round}.${slot}`
    if (key === stopAt) throw new Error('Stopped.')
    kept.proposals.push(key)
    return { text: `${key} after ${current.slice(0, 12).trim()}\n`, kind, promptHash: null }
  }
  const { signal } = new AbortController()
  const allowance = new Map([
    ['s0', 12],
    ['s2', 12],
  ])
  const before = { scored: [...kept.scored], settled: new Map(kept.settled) }
  const others = new Map([['s0', 'Another.\n']])
  const thoughtIds = new Map([...allowance.keys()].map((stepId) => [stepId, `${stepId}:start`]))
  await searchFile(
    {
      episode,
      primer: undefined,
      request: '',
      settings: OptimizationSettings.parse({}),
      allowance,
      thoughtIds,
      others,
      ...before,
    },
    {
      meter: openMeter(scorer, signal),
      maxPromptBytes: null,
      proposer: { propose, close: async () => {} },
      findings,
      signal,
    },
  )
}

const nothing = (): Kept => ({ scored: [], settled: new Map(), calls: 0, proposals: [] })

describe('a file with two thoughts', () => {
  test('is searched from left to right, each step beginning where the one before it ended', async () => {
    const kept = nothing()
    await search(kept)
    const [first, second] = [kept.settled.get('s0')!, kept.settled.get('s2')!]
    expect(first.afterNats).toBeLessThan(first.beforeNats)
    expect(second.beforeNats).toBe(first.afterNats)
    expect(second.afterNats).toBeLessThanOrEqual(second.beforeNats)
    expect(second.baselineNats).toBe(first.baselineNats)
    // One call for the baseline, one for the thought of each step and for another file's, and one for each candidate.
    expect(kept.calls).toBe(1 + 2 + 1 + 12)
    expect(first.shuffledNats).not.toBeNull()
    expect(second.shuffledNats).toBeNull()
    expect(kept.scored.filter(({ stepId }) => stepId === 's0')).toHaveLength(6)
  })

  test('ends the same wherever it is interrupted, and searches no settled step again', async () => {
    const whole = nothing()
    await search(whole)
    for (const stopAt of whole.proposals) {
      const kept = nothing()
      await expect(search(kept, stopAt)).rejects.toThrow('Stopped.')
      await search(kept)
      expect(kept.settled).toEqual(whole.settled)
      expect(kept.scored).toEqual(whole.scored)
      expect(kept.proposals).toEqual(whole.proposals)
      expect(kept.calls - whole.calls).toBeLessThanOrEqual(3)
    }
  })
})
