import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ExportSettings, formatNames, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import type { ManifestHead } from '@/lib/dataset/manifest'
import { checkNames } from '@/lib/dataset/preflight/finding'
import type { FrozenDataset } from '@/lib/dataset/release'
import { manifestHead } from '@/lib/dataset/testing/manifest-head'
import type { Provenance } from '@/lib/dataset/write/store-items'
import { countItem, startTotals, type Totals } from '@/lib/dataset/write/totals'
import { Verifiers, verifierNames } from '@/lib/trajectory/verifiers'
import { sizeCategory } from './front'
import { renderCard } from './render-card'
import { escapeMarkdown } from './text'

function headOf(
  format: ReleaseFormat = 'text',
  container: ManifestHead['container'] = 'jsonl',
  rest: Partial<ManifestHead> = {},
): ManifestHead {
  return manifestHead(format, { container, by: 'Rhea: "quoted"', ...rest })
}

const result = (holds: boolean | null) => ({ holds, why: null })

function verifiersOf(holds: boolean | null, changed: Record<string, boolean | null> = {}): Verifiers {
  return Verifiers.parse(Object.fromEntries(verifierNames.map((name) => [name, result(changed[name] ?? holds)])))
}

const approval = { judgement: 'approve', by: 'Rhea', at: '2026-01-01T00:00:00.000Z', reason: null }
const plain: Provenance = {
  position: 0,
  split: 'train',
  trajectoryId: 't',
  revision: 1,
  variant: '',
  contentHash: 'released',
  sourceHash: 'judged',
  masks: null,
  repositoryName: 'sample',
  repositoryUrl: 'https://example.com/one',
  commit: 'c0ffee',
  license: 'MIT',
  window: null,
  author: 'embedded',
  harness: null,
  tokens: 10,
  trainedTokens: 6,
  maxCopyRatio: 0,
  verifiers: verifiersOf(true),
  generator: 'generator',
  scorers: [],
  decisions: [approval],
}
const masked = { ...plain, masks: [{ check: 'secret', rule: 'github', literal: 'x', by: 'Rhea', at: approval.at }] }
const foreign = { ...plain, author: 'SWE-agent', harness: 'SWE-agent', verifiers: verifiersOf(null) }

function totalsOf(...items: Provenance[]): Totals {
  const totals = startTotals()
  for (const item of items) countItem(totals, item)
  return totals
}

const six: Totals = totalsOf(
  { ...plain, repositoryUrl: 'https://example.com/two' },
  plain,
  plain,
  { ...plain, split: 'test' },
  { ...plain, split: 'test', license: 'GPL-3.0-or-later' },
  { ...plain, split: 'test', license: null },
)

const dataset: FrozenDataset = {
  id: 'd',
  name: 'Numbers',
  description: 'About numbers.',
  filter: { language: ['TypeScript'] },
  picked: 2,
  revisions: 'approved',
  granularity: 'whole',
  required: [...verifierNames],
  left_out: { rejected: 3, no_search: 1 },
}

/** As a reader sees it: lines are joined in paragraphs. */
function proseOf(head: ManifestHead, totals: Totals): string {
  return renderCard(head, totals)
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replaceAll(/\s+/g, ' ')
}

function matterOf(card: string): z.infer<typeof FrontMatter> {
  const yaml = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? ''
  return FrontMatter.parse(parse(yaml, { strict: true, version: '1.1', uniqueKeys: true }))
}

const Split = z.strictObject({ name: z.string(), num_bytes: z.int(), num_examples: z.int() })
const FrontMatter = z.strictObject({
  license: z.union([z.string(), z.array(z.string()).min(1)]),
  license_name: z.string().optional(),
  license_link: z.string().optional(),
  language: z.array(z.string()),
  pretty_name: z.string(),
  size_categories: z.array(z.string()),
  task_categories: z.array(z.string()),
  tags: z.array(z.string()),
  configs: z
    .array(
      z.strictObject({
        config_name: z.string(),
        data_files: z.array(z.strictObject({ split: z.string(), path: z.string() })),
      }),
    )
    .optional(),
  dataset_info: z.strictObject({
    features: z.array(z.looseObject({ name: z.string() })).optional(),
    splits: z.array(Split),
    download_size: z.int(),
    dataset_size: z.int(),
  }),
})

test.each(formatNames)('the card of %s begins with YAML that a strict reader takes, field by field', (format) => {
  const card = renderCard(headOf(format, format === 'olmo' ? 'arrays' : format === 'packed' ? 'parquet' : 'jsonl'), six)
  const matter = matterOf(card)
  expect(matter.license).toEqual(['gpl-3.0', 'mit', 'other'])
  expect(matter.size_categories).toEqual(['n<1K'])
  expect(matter.dataset_info.splits).toEqual([
    { name: 'test', num_bytes: 10, num_examples: 3 },
    { name: 'train', num_bytes: 10, num_examples: 3 },
  ])
  if (format !== 'olmo')
    expect(matter.configs?.[0]?.data_files).toContainEqual({ split: 'train', path: 'data/train-*.jsonl' })
  expect(card).not.toContain('undefined')
})

test('rows of arrays are counted once, though a mask stands beside them', () => {
  const files = ['tokens', 'label_mask'].map((kind) => ({
    path: `data/train-00000-of-00001.${kind}.bin`,
    bytes: 10,
    sha256: 'a'.repeat(64),
    rows: 3,
    split: 'train',
  }))
  const head = headOf('olmo', 'arrays', { files, splits: { train: { documents: 3, tokens: 50 } } })
  const card = renderCard(head, six)
  expect(matterOf(card).dataset_info.splits).toEqual([{ name: 'train', num_bytes: 20, num_examples: 3 }])
  expect(card).toContain('glob.glob("data/train-*.label_mask.bin")')
})

describe('a card says what holds, and no more', () => {
  test('of documents that all replay and were all approved', () => {
    const text = proseOf(headOf(), six)
    expect(text).toContain('Replaying the writes of every document gives the true files byte for byte.')
    expect(text).toContain('Every document was approved by a person at exactly this revision.')
    expect(text).toContain('Every verifier holds of every document:')
    expect(text).toContain('byte for byte | yes | 6 | 0 | 0 |')
    expect(text).not.toContain('masked')
    expect(text).not.toContain('other agents')
  })

  test('of masked documents, which do not replay', () => {
    const text = proseOf(headOf(), totalsOf(plain, masked))
    expect(text).toContain('Replaying the writes of 1 of the 2 documents gives the true files')
    expect(text).toContain('Something is masked in 1 of the 2 documents')
    expect(text).toContain('Every verifier holds of 1 of the 2 documents:')
    expect(text).toContain('byte for byte | yes | 1 | 1 | 0 |')
    expect(proseOf(headOf(), totalsOf(masked))).not.toContain('Replaying')
  })

  test('of documents as synthesized and as searched, which nobody approved as they are', () => {
    const both = totalsOf(
      { ...plain, variant: 'synthesized', decisions: [] },
      { ...plain, variant: 'searched', revision: 2, scorers: ['qwen_1'] },
    )
    const text = proseOf(headOf('text', 'jsonl', { dataset: { ...dataset, revisions: 'both' } }), both)
    expect(text).toContain('twice, as variants: 1 document as searched, 1 document as synthesized.')
    expect(text).toContain('1 of the 2 documents was approved by a person at exactly this revision. 1 document had no')
    expect(text).toContain('In 1 of the 2 documents a search has looked for thoughts')
    expect(text).toContain('under qwen\\_1.')
    const first = totalsOf({ ...plain, decisions: [{ ...approval, judgement: 'return' }] })
    const early = proseOf(headOf('text', 'jsonl', { dataset: { ...dataset, revisions: 'synthesized' } }), first)
    expect(early).toContain('as it was first written, whatever a search or a person changed later')
    expect(early).toContain('No document was approved by a person at the revision that stands here.')
  })

  test('of foreign trajectories, which no verifier applies to', () => {
    const mixed = proseOf(headOf(), totalsOf(plain, foreign))
    expect(mixed).toContain('Each document that was synthesized here is a reconstruction')
    expect(mixed).toContain('made by other agents: 1 of the 2 documents, by SWE-agent.')
    expect(mixed).toContain('were first written by embedded.')
    expect(mixed).toContain('byte for byte | yes | 1 | 0 | 1 |')
    const all = renderCard(headOf(), totalsOf(foreign, { ...foreign, masks: masked.masks }))
    expect(all).toContain('There is no document of which every verifier holds:')
    expect(all).toContain('byte for byte | yes | 0 | 0 | 2 |')
    expect(all).not.toContain('reconstruction')
    expect(matterOf(all).tags).not.toContain('synthetic')
  })

  test('where some verifiers are optional', () => {
    const text = proseOf(
      headOf('text', 'jsonl', { dataset: { ...dataset, required: ['replays'] } }),
      totalsOf(plain, { ...plain, verifiers: verifiersOf(true, { original: false }) }),
    )
    expect(text).toContain('Every verifier holds of 1 of the 2 documents:')
    expect(text).toContain('byte for byte | yes | 2 | 0 | 0 |')
    expect(text).toContain('do not copy the code | no | 1 | 1 | 0 |')
  })
})

describe('a card says where its documents come from', () => {
  test('for a dataset: name, description, selection, and what was looked for', () => {
    const preflight = {
      id: 'p',
      checked_at: '2026-02-03T04:05:06.000Z',
      checks: [...checkNames],
      findings: { secret: { mask: 2, keep: 1 } },
    }
    const head = headOf('text', 'jsonl', { dataset, preflight })
    const [card, text] = [renderCard(head, six), proseOf(head, six)]
    expect(matterOf(card).pretty_name).toBe('Numbers')
    expect(card).toContain('# Numbers\n\n> About numbers.\n')
    expect(card).toContain('```json\n{\n  "language": [\n    "TypeScript"\n  ]\n}\n```')
    expect(text).toContain('all of these, and 2 trajectories picked by hand')
    expect(text).toContain('| granularity | Whole repositories only |')
    expect(text).toContain('| rejected | 3 |')
    expect(text).toContain('looked through for secrets, personal data, licence policy,')
    expect(text).toContain('The look ended at 2026-02-03T04:05:06.000Z. 3 findings, all decided by people;')
    expect(text).toContain('| Secrets | 1 | 2 | 0 | 0 |')
    expect(text).toContain('| Duplicates | 0 | 0 | 0 | 0 |')
    expect(text).not.toContain('Nobody looked')
  })

  test('for a plain export: that nobody looked', () => {
    const text = proseOf(headOf(), six)
    expect(text).toContain('This is a plain export of 6 documents')
    expect(text).toContain('**Nobody looked.**')
    expect(text).toContain('nothing searched these documents before for secrets, personal data,')
    // An export is refused when a verifier fails.
    expect(text).not.toContain('verifier failures')
  })

  test('and how they were written and split', () => {
    const settings = ExportSettings.parse({
      compression: 'zstd',
      splits: { seed: 'a|b', ratios: { train: 0.9, test: 0.1 }, fixed: { test: ['own_er/x'] } },
    })
    const text = proseOf(headOf('sharegpt', 'jsonl', { settings }), six)
    expect(text).toContain('| compression of the files | zstd |')
    expect(text).toContain('| seed of the splits | a\\|b |')
    expect(text).toContain('| shares of the splits | train 90%, test 10% |')
    expect(text).toContain('| in test by a list | own\\_er/x |')
    expect(text).toContain('A repository that a list names is where the list says')
    expect(text).toContain('LLaMA-Factory does not read files that are compressed')
    expect(text).not.toContain('tokenizer of the ids')
    const packed = proseOf(headOf('packed', 'parquet'), six)
    expect(packed).toContain('| tokenizer of the ids | llama-3 |')
    expect(packed).toContain('| most tokens of a pack | 65,536 |')
    expect(proseOf(headOf('sharegpt'), six)).toContain('`dataset_info.json` names each of them')
  })
})

test('names from elsewhere are text, whatever they are made of', () => {
  const evil = '</h1>| [x](https://evil.example) `code`\n# Heading\n---\n'
  const totals = totalsOf({ ...foreign, author: evil, harness: evil, license: evil })
  const named = { ...dataset, name: 'yes', description: evil, filter: { text: '```\n# Out' } }
  const card = renderCard(headOf('text', 'jsonl', { by: evil, dataset: named }), totals)
  expect(matterOf(card)).toMatchObject({ pretty_name: 'yes', license: 'other' })
  const outside = card.replaceAll(/```[\s\S]*?\n```\n/g, '')
  expect(outside).not.toMatch(/^# Heading/m)
  expect(outside).not.toMatch(/(?<!\\)[<[]\/?h1|(?<!\\)\[x|https:\/\/evil/)
  for (const line of outside.split('\n').filter((found) => found.startsWith('|')))
    expect(line.replaceAll(/\\./g, '').split('|').length).toBeLessThanOrEqual(7)
  expect(escapeMarkdown('1. a\n- b')).toBe('1\\. a - b')
})

test('sizes are told in the words of the Hub', () => {
  expect([999, 1000, 9999, 10_000, 5e6].map(sizeCategory)).toEqual([
    'n<1K',
    '1K<n<10K',
    '1K<n<10K',
    '10K<n<100K',
    '1M<n<10M',
  ])
})
