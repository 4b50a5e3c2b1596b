import { describe, expect, test } from 'vitest'
import type { Guard, Moment, Proposal, ProposalMoment } from '@/lib/synthesis/author'
import { embeddedAuthor } from '@/lib/synthesis/embedded-author'
import { openFacts } from '@/lib/synthesis/facts'
import { planReadings } from '@/lib/synthesis/reading'
import { projectOf } from '@/lib/synthesis/testing/project-of'
import { prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { type ProposalKind, proposalKinds } from '@/lib/trajectory/proposal-kind'
import { proposedThought } from './proposed-thought'
import { codeNames, countWords, piecesOf, sentencesOf } from './thought-text'

const sources = {
  'src/clock.ts': `/** Tells the time in milliseconds. */\nexport function now(): number {\n  return Date.now()\n}\n\n/** Waits a while. */\nexport async function pause(milliseconds: number): Promise<void> {\n  await new Promise((resolve) => setTimeout(resolve, milliseconds))\n}\n`,
  'src/cache.ts': `import { now } from './clock'\n\nexport type Entry = { value: string; expires: number }\n\n/** Keeps answers for a while, so that a slow source is asked once. */\nexport class Cache {\n  #entries = new Map<string, Entry>()\n\n  /** Finds an answer that has not expired. */\n  find(key: string): string | undefined {\n    const entry = this.#entries.get(key)\n    if (entry && entry.expires < now()) this.forget(key)\n    return this.#entries.get(key)?.value\n  }\n\n  /** Keeps an answer until it expires. */\n  keep(key: string, value: string, milliseconds: number): void {\n    if (milliseconds <= 0) throw new RangeError('It would expire at once.')\n    this.#entries.set(key, { value, expires: now() + milliseconds })\n  }\n\n  /** Drops an answer. */\n  forget(key: string): void {\n    this.#entries.delete(key)\n  }\n}\n\nexport const lifetime = 60_000\n`,
  'src/client.ts': `import { Cache, lifetime } from './cache'\nimport { pause } from './clock'\n\nconst cache = new Cache()\n\n/** Asks a server, unless the answer is known. */\nexport async function ask(question: string): Promise<string> {\n  const known = cache.find(question)\n  if (known) return known\n  const answer = await retried(question, 3)\n  cache.keep(question, answer, lifetime)\n  return answer\n}\n\nasync function retried(question: string, times: number): Promise<string> {\n  for (let time = 0; time < times; time += 1) {\n    const response = await fetch(question)\n    if (response.ok) return response.text()\n    await pause(100 * time)\n  }\n  throw new Error('Nobody answers.')\n}\n`,
  'test/client.test.ts': `import { ask } from '../src/client'\n\ntest('asks once', () => ask('a'))\ntest('asks again after a minute', () => ask('b'))\n`,
  'tool/report.py': `"""Prints what the cache holds."""\nimport os\n\n\nclass Report:\n    """A table of entries."""\n\n    def line(self, key, value):\n        """Formats one entry."""\n        return os.path.join(key, value)\n`,
  'README.md': '# Answers\n\nAsks slow servers once.\n\n## Use\n\n## Limits\n',
}

const facts = openFacts(await projectOf(sources))

/** As a model or a person writes. */
const prose = `A cache has to come before the client, because every question would go to the server otherwise. Two things decide its shape.

First, how long an answer lives: \`keep\` is told, e.g. a minute. Second, who may drop it. I see these parts:

- **\`find\`** looks up an answer. It has to forget what has expired.
- \`forget\` drops one.

1. Write the class. Keep it small.
2. Write the constant.

\`\`\`text
a picture. Not a sentence.

- no item
\`\`\`

What could go wrong is the clock; \`now\` (of \`clock.ts\`) must not jump. I will notice by a test. The rest is plain.`

function momentOf(path: keyof typeof sources, before: ProposalMoment['before']): ProposalMoment {
  const file = facts.of(path)
  return { before, file, readings: planReadings(file, facts.known, 16_384) }
}

function guardOf(path: keyof typeof sources): Guard {
  return { ratioOf: prepareCopyTarget(sources[path]).besides(''), maxCopyRatio: 0.05 }
}

const free: Guard = { ratioOf: () => 0, maxCopyRatio: 1 }
const plain: Proposal = {
  kind: 'rewrite',
  current: '',
  round: 1,
  slot: 0,
  seed: 0,
  kinds: proposalKinds,
  hint: null,
  surprising: [],
}

type Case = { path: keyof typeof sources; moment: ProposalMoment; current: string }

/** Every thought that there is about the files, and words of others at every place. */
async function cases(): Promise<Case[]> {
  const all: Case[] = []
  for (const path of Object.keys(sources) as (keyof typeof sources)[]) {
    const file = facts.of(path)
    const readings = momentOf(path, 'read').readings
    const stubbed = file.symbols.flatMap(({ name, members }) => [
      name,
      ...members.map((member) => `${name}.${member.name}`),
    ])
    const own: [ProposalMoment['before'], Moment][] = [
      ['read', { kind: 'read', file, readings }],
      ['write', { kind: 'write', file, readings }],
      ['edit', { kind: 'debug', file, findings: [], stubbed, leftOut: [], edits: 2 }],
    ]
    for (const [before, moment] of own) {
      if (before === 'read' && readings.length === 0) continue
      const { words } = await embeddedAuthor.say(moment, 3, guardOf(path))
      all.push({ path, moment: momentOf(path, before), current: words })
      all.push({ path, moment: momentOf(path, before), current: prose })
    }
  }
  return all
}

const all = await cases()
const rounds = [1, 2, 3].flatMap((round) => [0, 1].map((slot) => ({ round, slot })))

/** The version of each case in each round and slot, where there is one of that kind. */
function versions(kind: ProposalKind, over: Partial<Proposal> = {}): (Case & { text: string })[] {
  return all.flatMap((one) =>
    rounds.map((at) => {
      const proposal = { ...plain, ...at, kind, current: one.current, ...over }
      return { ...one, text: proposedThought(one.moment, proposal, guardOf(one.path)).text }
    }),
  )
}

const unitsOf = (text: string) =>
  piecesOf(text).flatMap((piece) =>
    piece.kind === 'verbatim' ? [piece.text] : sentencesOf(piece).map((each) => each.text),
  )
const sorted = (values: Iterable<string>) => [...values].sort()

describe('whatever is proposed', () => {
  test.each(proposalKinds)(
    '%s: is another text, under the guard, ends with a newline, and is the same when asked again',
    (kind) => {
      const found = versions(kind)
      for (const { text, current, path } of found) {
        expect(text.trim()).not.toBe(current.trim())
        expect(text).toMatch(/\S\n$/)
        expect(guardOf(path).ratioOf(text)).toBeLessThanOrEqual(0.05)
        expect(text).not.toMatch(/undefined|null|NaN|\[object|[^.]\.\.(?!\.)| {2,}(?!-)| ,/)
      }
      expect(versions(kind).map(({ text }) => text)).toEqual(found.map(({ text }) => text))
    },
  )

  test('fences, headings and numbers of items stay, and no code span is cut', () => {
    for (const kind of proposalKinds.filter((each) => each !== 'rewrite'))
      for (const { text, current } of versions(kind).filter((each) => each.current === prose)) {
        expect(text).toContain(current.slice(current.indexOf('```'), current.lastIndexOf('```') + 3))
        expect(text).toContain('1. Write the class.')
        expect(text).toContain('2. Write the constant.')
        expect(text.replace(/```/g, '').split('`').length % 2).toBe(1)
      }
  })

  test('rounds and slots differ where the facts allow', () => {
    const [cache] = all.filter(({ path, moment }) => path === 'src/cache.ts' && moment.before === 'write')
    for (const kind of proposalKinds) {
      const texts = rounds.map(
        (at) => proposedThought(cache!.moment, { ...plain, ...at, kind, current: cache!.current }, free).text,
      )
      expect(new Set(texts).size).toBeGreaterThanOrEqual(kind === 'reorder' || kind === 'shorten' ? 2 : 3)
    }
  })

  test('where nothing else can be said, the thought stays or becomes too short to copy anything', () => {
    const strict: Guard = { ratioOf: (text) => (countWords(text) > 6 ? 1 : 0), maxCopyRatio: 0 }
    const moment = momentOf('src/cache.ts', 'write')
    expect(proposedThought(moment, { ...plain, current: prose }, strict).text).toBe('Now it is clear enough.\n')
    expect(
      proposedThought(moment, { ...plain, current: 'Now it is clear enough.\n', kind: 'shorten' }, strict).text,
    ).toBe('Now it is clear enough.\n')
  })
})

describe('a segment', () => {
  test('is one paragraph or item in the place of one, with all else byte for byte', () => {
    for (const { text, current } of versions('segment')) {
      const before = piecesOf(current)
      const after = piecesOf(text)
      if (after.length !== before.length) throw new Error(`${current}\n---\n${text}`)
      const changed = before.flatMap((piece, index) => (piece.text === after[index]?.text ? [] : [index]))
      expect(changed).toHaveLength(1)
      const [at = 0] = changed
      expect(text.slice(0, after[at]?.start)).toBe(current.slice(0, before[at]?.start))
      expect(text.slice(after[at]?.end).trimEnd()).toBe(current.slice(before[at]?.end).trimEnd())
      expect(after[at]?.kind).toBe(before[at]?.kind)
    }
  })
})

describe('a marked passage', () => {
  test('is all that changes, in every round, also after it has been replaced', () => {
    const start = `${prose}\n`
    const marked = { start, passage: 'Two things decide its shape.\n\nFirst, how long' }
    const moment = momentOf('src/cache.ts', 'write')
    const kept = piecesOf(start)
      .slice(2)
      .map(({ text }) => text)
    const seen = new Set<string>()
    let current = start
    for (let round = 1; round <= 6; round += 1) {
      const proposal = {
        ...plain,
        kind: 'segment' as const,
        kinds: ['segment' as const],
        current,
        round,
        slot: 1,
        marked,
      }
      current = proposedThought(moment, proposal, free).text
      seen.add(current)
      expect(
        piecesOf(current)
          .slice(-kept.length)
          .map(({ text }) => text),
      ).toEqual(kept)
    }
    expect(seen.size).toBeGreaterThan(2)
  })
})

describe('a shorter version', () => {
  test('has a quarter to a half fewer words, all of them from the thought', () => {
    for (const { text, current } of versions('shorten').filter((each) => countWords(each.current) > 40)) {
      const share = countWords(text) / countWords(current)
      expect(share).toBeGreaterThan(0.4)
      expect(share).toBeLessThan(0.86)
    }
  })

  test('begins as the thought did, and leaves no line that opens a list without a list', () => {
    for (const { text, current, moment } of versions('shorten')) {
      if (moment.before !== 'read') expect(unitsOf(text)[0]?.slice(0, 20)).toBe(unitsOf(current)[0]?.slice(0, 20))
      const pieces = piecesOf(text)
      pieces.forEach((piece, index) => {
        if (piece.kind === 'paragraph' && piece.text.endsWith(':')) expect(pieces[index + 1]?.kind).toBe('item')
      })
    }
  })
})

describe('a grounded version', () => {
  test('keeps every sentence and adds one to three true ones', () => {
    const known = new Set(Object.values(sources).flatMap((content) => content.match(/[\w$#]+/g) ?? []))
    // Where all is told already, another kind answers.
    const found = versions('ground')
    const grounded = found.filter(({ text, current }) => countWords(text) > countWords(current))
    expect(grounded.length).toBeGreaterThan(found.length * 0.8)
    for (const { text, current } of grounded) {
      const after = unitsOf(text)
      const before = unitsOf(current)
      const added = after.filter((unit) => !before.includes(unit))
      expect(before.filter((unit) => !after.includes(unit))).toEqual([])
      // An item may have two sentences.
      expect(added.length).toBeGreaterThanOrEqual(1)
      expect(added.length).toBeLessThanOrEqual(6)
      for (const name of added.flatMap(codeNames))
        expect(name in sources || name.split(/[^\w$#]+/).every((word) => known.has(word)), name).toBe(true)
    }
  })

  test('begins with what was surprising', () => {
    const moment = momentOf('src/cache.ts', 'write')
    const proposal = { ...plain, kind: 'ground' as const, current: 'A cache is needed.\n' }
    for (const name of ['find', 'keep', 'forget']) {
      const surprising = [`the method \`${name}\` of \`Cache\``]
      expect(proposedThought(moment, { ...proposal, surprising }, free).text).toContain(`\`${name}\``)
    }
    expect(proposedThought(moment, { ...proposal, surprising: ['the imports'] }, free).text).toContain('`src/clock.ts`')
  })
})

describe('another order', () => {
  test('has the same sentences and items, the first one first', () => {
    const alone = { kinds: ['reorder' as const] }
    for (const { text, current, moment } of versions('reorder', alone)) {
      if (moment.before === 'read') continue
      expect(sorted(unitsOf(text))).toEqual(sorted(unitsOf(current)))
      expect(unitsOf(text)[0]).toBe(unitsOf(current)[0])
    }
    const cache = versions('reorder', alone).filter(
      ({ path, moment }) => path === 'src/cache.ts' && moment.before === 'write',
    )
    expect(cache.filter(({ text, current }) => text !== current).length).toBeGreaterThan(6)
  })
})

describe('a hint', () => {
  const hinted = (kind: ProposalKind, hint: string, current = 'A client is needed. The server is slow.\n') =>
    proposedThought(momentOf('src/client.ts', 'write'), { ...plain, kind, hint, current }, free).text

  test('brings the facts that answer to it', () => {
    for (const kind of ['rewrite', 'ground'] as const) {
      expect(hinted(kind, 'Say how it RETRIES')).toContain('`retried`')
      expect(hinted(kind, 'Say how it RETRIES')).not.toContain('keep in mind')
    }
    const [, second = ''] = unitsOf(hinted('rewrite', 'what does pausing need?'))
    expect(second).toContain('`pause`')
  })

  test('that no fact answers to is kept in mind, without a claim and without code', () => {
    for (const kind of ['rewrite', 'ground', 'segment'] as const)
      expect(hinted(kind, 'The weather is `bad\nin` Zurich.')).toContain(
        "I keep in mind: the weather is 'bad in' Zurich.",
      )
    expect(hinted('ground', 'Slow servers')).not.toContain('keep in mind')
  })

  test('decides what a shorter version keeps', () => {
    const current = `${prose}\n`
    const moment = momentOf('src/cache.ts', 'write')
    for (const at of rounds) {
      const text = proposedThought(
        moment,
        { ...plain, ...at, kind: 'shorten', hint: 'the test that notices', current },
        free,
      ).text
      expect(text).toContain('I will notice by a test.')
    }
  })
})
