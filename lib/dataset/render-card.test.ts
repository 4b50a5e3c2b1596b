import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ExportSettings, formatNames, type ReleaseFormat } from './formats/settings'
import type { ManifestHead } from './manifest'
import { renderRecipes } from './recipes/render-recipes'
import { renderCard, sizeCategory } from './render-card'
import type { Totals } from './totals'

function headOf(format: ReleaseFormat, container: ManifestHead['container']): ManifestHead {
  const files = ['train', 'test'].map((split) => ({
    path: `data/${split}-00000-of-00001.jsonl`,
    bytes: 10,
    sha256: 'a'.repeat(64),
    rows: 3,
    split,
  }))
  return {
    manifest_version: 1,
    retrace: '0.1.0',
    release: 'r',
    format,
    container,
    by: 'Rhea: "quoted"',
    created_at: '2026-01-01T00:00:00.000Z',
    settings: ExportSettings.parse({}),
    against: null,
    dataset: null,
    preflight: null,
    documents: 6,
    tokenizer: 'llama-3',
    tokens: 100,
    trained_tokens: 60,
    splits: { test: { documents: 3, tokens: 50 }, train: { documents: 3, tokens: 50 } },
    packing: null,
    files,
  }
}

const totals: Totals = {
  documents: 6,
  tokens: 100,
  trainedTokens: 60,
  splits: new Map([
    ['test', { documents: 3, tokens: 50 }],
    ['train', { documents: 3, tokens: 50 }],
  ]),
  licenses: new Map([
    ['MIT', 4],
    ['GPL-3.0-or-later', 1],
    ['unknown', 1],
  ]),
  authors: new Map([['embedded', 6]]),
  repositories: new Set(['https://example.com/one', 'https://example.com/two']),
  foreign: 0,
  scorers: new Set(['embedded-1']),
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
  const card = renderCard(
    headOf(format, format === 'olmo' ? 'arrays' : format === 'packed' ? 'parquet' : 'jsonl'),
    totals,
  )
  const yaml = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? ''
  const matter = FrontMatter.parse(parse(yaml, { strict: true, version: '1.1', uniqueKeys: true }))
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

test('there is a recipe for each trainer, and those that cannot read the format say which they can', () => {
  const recipes = renderRecipes(headOf('segments', 'jsonl'))
  expect(Object.keys(recipes)).toHaveLength(6)
  const axolotl = parse(recipes['recipes/axolotl.yaml'] ?? '', { strict: true })
  expect(axolotl).toMatchObject({
    sequence_len: 65_536,
    datasets: [{ data_files: 'data/train-*.jsonl', type: 'input_output' }],
  })
  expect(recipes['recipes/megatron_bridge.py']).toContain('Export the same trajectories as packed')
  expect(Object.values(recipes).join('')).not.toContain('undefined')
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
