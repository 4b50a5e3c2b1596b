import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { containerOf } from '@/lib/dataset/formats/catalog'
import { ExportSettings, formatNames, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import { manifestHead, shardOf } from '@/lib/dataset/testing/manifest-head'
import { readOutlines } from '@/lib/structure/read-outlines'
import { renderRecipes } from './render-recipes'

const endings = { jsonl: '.jsonl', parquet: '.parquet', each: '.json', arrays: '.tokens.bin' }

function endingOf(format: ReleaseFormat, { container, compression }: ExportSettings): string {
  if (format === 'packed') return '.idx.parquet'
  const suffix = { none: '', gzip: '.gz', zstd: '.zst' }[compression]
  return `${endings[containerOf(format, { container }) ?? 'jsonl']}${suffix}`
}

function recipesOf(format: ReleaseFormat, given: object = {}, splits = ['train']): Record<string, string> {
  const settings = ExportSettings.parse(given)
  const head = manifestHead(format, {
    settings,
    splits: Object.fromEntries(splits.map((split) => [split, { documents: 3, tokens: 50 }])),
    files: splits.map((split) => shardOf(split, endingOf(format, settings))),
  })
  return renderRecipes(head)
}

const variants: [ReleaseFormat, object][] = [
  ...formatNames.map((format): [ReleaseFormat, object] => [format, {}]),
  ['text', { container: 'parquet' }],
  ['text', { compression: 'zstd' }],
  ['messages', { container: 'parquet' }],
  ['messages', { toolArguments: 'object' }],
  ['packed', { tokenizer: 'o200k', overlong: 'drop', packTokens: 4096 }],
  ['olmo', { tokenizer: 'cl100k', overlong: 'truncate' }],
]

describe.each(variants)('the recipes of %s with %o', (format, settings) => {
  const recipes = recipesOf(format, settings, ['test', 'train', 'validation'])

  test('are there for each trainer, and parse', async () => {
    const names = ['README.md', 'axolotl.yaml', 'trl.py', 'megatron_bridge.py', 'olmo_core.py', 'datatrove.py']
    expect(Object.keys(recipes)).toEqual(expect.arrayContaining(names.map((name) => `recipes/${name}`)))
    expect(Object.values(recipes).join('')).not.toContain('undefined')
    const python = Object.entries(recipes).filter(([name]) => name.endsWith('.py'))
    const outlines = await readOutlines(python.map(([path, text]) => ({ path, text })))
    expect(outlines.size).toBe(4)
    for (const [name, { parseErrors }] of outlines) expect({ name, parseErrors }).toEqual({ name, parseErrors: [] })
    parse(recipes['recipes/axolotl.yaml'] ?? '', { strict: true, version: '1.1', uniqueKeys: true })
  })

  test('name the files of this very release', () => {
    const ending = endingOf(format, ExportSettings.parse(settings))
    const glob = ending === endings.each ? `data/train/*/*${ending}` : `data/train-*${ending}`
    expect(parse(recipes['recipes/axolotl.yaml'] ?? '').datasets[0].data_files).toBe(glob)
    expect(recipes['recipes/trl.py']).toContain(`data_files="${glob}"`)
    expect(recipes['recipes/megatron_bridge.py']).toContain(`packed_train_data_path="${glob}"`)
    expect(recipes['recipes/datatrove.py']).toContain(`glob_pattern="${glob.replace('data/', '')}"`)
    expect(recipes['recipes/olmo_core.py']).toContain('glob("data/train-*.tokens.bin")')
  })
})

test('a parser that is given broken Python says so', async () => {
  const outlines = await readOutlines([{ path: 'a.py', text: 'config = Config(\n    a=1,\nprint(' }])
  expect(outlines.get('a.py')?.parseErrors).not.toEqual([])
})

test('trainers that cannot read the format say which they can', () => {
  const recipes = recipesOf('segments')
  expect(parse(recipes['recipes/axolotl.yaml'] ?? '', { strict: true })).toMatchObject({
    sequence_len: 65_536,
    datasets: [{ data_files: 'data/train-*.jsonl', type: 'input_output' }],
  })
  expect(recipes['recipes/megatron_bridge.py']).toContain('Export the same trajectories as packed')
})

test('Megatron-Bridge is given the length, the tokenizer, and no split that is not there', () => {
  const plain = recipesOf('packed', { packTokens: 32_768 })['recipes/megatron_bridge.py']
  expect(plain).toContain('length = 32768\n')
  expect(plain).toContain('tokenizer_model="meta-llama/Meta-Llama-3-8B"')
  expect(plain).toContain('do_validation=False')
  expect(plain).toContain('global_batch_size = 128 ')
  expect(plain).toContain('dataset_root="work"')
  expect(plain).not.toContain('packed_val_data_path')
  const other = recipesOf('packed', { tokenizer: 'o200k' }, ['train', 'val'])['recipes/megatron_bridge.py']
  expect(other).toContain('packed_val_data_path="data/val-*.idx.parquet"')
  expect(other).toContain('do_validation=True')
  expect(other).toContain('those of o200k, which Llama 3 does not have')
})

test('OLMo-core does with long documents what the settings say', () => {
  const recipe = (overlong: string) =>
    recipesOf('olmo', { overlong, packTokens: 8192, splits: {} })['recipes/olmo_core.py']
  expect(recipe('split')).toContain('LongDocStrategy.fragment')
  expect(recipe('truncate')).toContain('LongDocStrategy.truncate')
  expect(recipe('drop')).toContain('LongDocStrategy.exclude')
  expect(recipe('split')).toContain('length = 8192\n')
})

test('TRL gets a template that marks what the assistant says, and is told of arguments as strings', () => {
  for (const settings of [{}, { toolArguments: 'object', container: 'parquet' }])
    expect(recipesOf('messages', settings)['recipes/trl.py']).toContain('strings of JSON here')
  const recipes = recipesOf('messages', { toolArguments: 'object' })
  expect(recipes['recipes/trl.py']).not.toContain('strings of JSON here')
  expect(recipes['recipes/trl.py']).toContain('Path("recipes/chat_template.jinja").read_text()')
  expect(recipes['recipes/trl.py']).toContain('assistant_only_loss=True')
  expect(recipes['recipes/chat_template.jinja']).toContain('{% generation %}')
  expect(recipesOf('text')).not.toHaveProperty('recipes/chat_template.jinja')
})

test('preferences are trained on as they are, without a chat around them', () => {
  const recipes = recipesOf('dpo')
  expect(parse(recipes['recipes/axolotl.yaml'] ?? '')).toMatchObject({ rl: 'dpo', datasets: [{ type: 'passthrough' }] })
  expect(recipes['recipes/trl.py']).toContain('DPOTrainer(')
})
