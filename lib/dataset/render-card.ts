import { stringify } from 'yaml'
import { formats } from './formats/catalog'
import type { Columns, Shape } from './formats/format'
import { packColumns } from './formats/packed'
import { tokenColumns } from './formats/tokens'
import type { ManifestHead } from './manifest'
import type { Totals } from './totals'

/** The dataset card, as the Hub reads it: YAML for machines, then prose, both written from the data. */
export function renderCard(head: ManifestHead, totals: Totals): string {
  return `---\n${stringify(frontMatter(head, totals), { lineWidth: 0 })}---\n\n${prose(head, totals)}`
}

/** Ids of licences as the Hub has them: SPDX in small letters, for those that it knows. */
const hubLicenses = new Set(
  'apache-2.0 mit bsd-2-clause bsd-3-clause isc mpl-2.0 gpl-2.0 gpl-3.0 lgpl-2.1 lgpl-3.0 agpl-3.0 unlicense cc0-1.0 cc-by-4.0 cc-by-sa-4.0 epl-2.0 eupl-1.1 eupl-1.2 artistic-2.0 bsl-1.0 ms-pl ncsa ofl-1.1 osl-3.0 postgresql wtfpl zlib afl-3.0 0bsd'.split(
    ' ',
  ),
)

function frontMatter(head: ManifestHead, { licenses }: Totals): Record<string, unknown> {
  const ids = [...licenses.keys()].map((license) => {
    const id = license.toLowerCase().replace(/-(only|or-later)$/, '')
    return hubLicenses.has(id) ? id : 'other'
  })
  const known = [...new Set(ids)].sort()
  const splits = Object.keys(head.splits).map((split) => {
    const files = head.files.filter((file) => file.split === split)
    return {
      name: split,
      num_bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      num_examples: files.reduce((sum, { rows = 0 }) => sum + rows, 0),
    }
  })
  const features = featuresOf(head)
  return {
    license: known.length === 1 ? known[0] : known,
    ...(known.includes('other') ? { license_name: 'per-repository', license_link: 'manifest.json' } : {}),
    language: ['en', 'code'],
    pretty_name: `Retrace trajectories, ${head.format}`,
    size_categories: [sizeCategory(head.documents)],
    task_categories: ['text-generation'],
    tags: ['code', 'agent', 'trajectories', 'synthetic', `format:${head.format}`],
    ...(head.container === 'arrays'
      ? {}
      : {
          configs: [
            {
              config_name: 'default',
              data_files: Object.keys(head.splits).map((split) => ({ split, path: globOf(head, split) })),
            },
          ],
        }),
    dataset_info: {
      ...(features ? { features } : {}),
      splits,
      download_size: head.files.reduce((sum, { bytes }) => sum + bytes, 0),
      dataset_size: splits.reduce((sum, split) => sum + split.num_bytes, 0),
    },
  }
}

/** The Hub's words for how many rows there are. */
export function sizeCategory(rows: number): string {
  const steps = ['1K', '10K', '100K', '1M', '10M', '100M', '1B', '10B', '100B', '1T']
  const place = steps.findIndex((_, power) => rows < 10 ** (power + 3))
  if (place === 0) return 'n<1K'
  return place === -1 ? 'n>1T' : `${steps[place - 1]}<n<${steps[place]}`
}

export function globOf(head: ManifestHead, split: string): string {
  const [first] = head.files.filter((file) => file.split === split)
  const ending = /(\.[a-z_.]+)$/.exec(first?.path.replace(/^.*\//, '') ?? '')?.[1] ?? ''
  return head.container === 'each' ? `data/${split}/*/*${ending}` : `data/${split}-*${ending}`
}

/** Columns as `datasets.Features` prints them; only where lines have the shape of the table. */
function featuresOf({ format, container }: ManifestHead): unknown[] | undefined {
  const isTable = container === 'parquet' || ['text', 'segments', 'dpo', 'tokens'].includes(format)
  const found = formats[format]
  const columns = found.kind === 'rows' ? found.columns : format === 'packed' ? packColumns : tokenColumns
  return isTable ? toFeatures(columns) : undefined
}

function toFeatures(columns: Columns): unknown[] {
  return Object.entries(columns).map(([name, shape]) => ({ name, ...toFeature(shape) }))
}

const dtypes = { string: 'string', boolean: 'bool', int8: 'int8', int32: 'int32', int64: 'int64', double: 'float64' }

function toFeature(shape: Shape): Record<string, unknown> {
  if (typeof shape === 'string') return { dtype: dtypes[shape] }
  if ('struct' in shape) return { struct: toFeatures(shape.struct) }
  const inner = shape.list
  if (typeof inner === 'string') return { sequence: dtypes[inner] }
  return 'struct' in inner ? { list: toFeatures(inner.struct) } : { sequence: toFeature(inner) }
}

const number = new Intl.NumberFormat('en-US')
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 })

function table(header: string[], rows: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function counted(counts: Map<string, number>): string[][] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name, count]) => [name, number.format(count)])
}

function prose(head: ManifestHead, totals: Totals): string {
  const format = formats[head.format]
  const authors = [...totals.authors.keys()].sort()
  const packing = head.packing
    ? `\n\nPacked best-fit into ${number.format(head.packing.packs)} sequences of at most ${number.format(head.packing.pack_tokens)} tokens; ${percent.format(head.packing.fill_rate)} of their room is filled. ${number.format(head.packing.split_documents)} documents are longer than a sequence and were split, ${number.format(head.packing.truncated_documents)} cut off, ${number.format(head.packing.dropped_documents)} left out.`
    : ''
  return `# Development trajectories of ${number.format(totals.repositories.size)} ${totals.repositories.size === 1 ? 'repository' : 'repositories'}

Each document is a reconstruction of the work that could have produced a finished repository: a main agent writes requirements and a
plan and hands each file to an agent of its own, which thinks, reads what is written already, and writes its file. What is read and
written is the true content of the repository; replaying the writes gives its files byte for byte.

## What is in it

${table(
  ['split', 'documents', 'tokens (Llama-3)'],
  Object.entries(head.splits).map(([split, { documents, tokens }]) => [
    split,
    number.format(documents),
    number.format(tokens),
  ]),
)}

${number.format(head.trained_tokens)} of ${number.format(head.tokens)} tokens (${percent.format(head.tokens === 0 ? 0 : head.trained_tokens / head.tokens)}) are trained on: thoughts and actions. The request and all observations are not.${packing}

Splits go by repository and by groups of repositories that are nearly the same, never by trajectory.

${table(['licence of the repository', 'documents'], counted(totals.licenses))}

## How it was made

The thoughts are written by ${authors.map((author) => `\`${author}\``).join(', ')}${authors.includes('embedded') ? ' (the embedded author is deterministic and uses no model)' : ''}. ${
    totals.scorers.size > 0
      ? `Some were improved by a search for thoughts that make the code more likely, under ${[...totals.scorers]
          .sort()
          .map((scorer) => `\`${scorer}\``)
          .join(', ')}.`
      : 'None was improved by a search.'
  } Every document was approved by a person at exactly this revision, and ${totals.foreign > 0 ? 'of what was synthesized here ' : ''}every verifier holds: it replays, it is causal, its
observations are what the tools would return, it is complete, and its thoughts do not copy the code.${foreignWords(totals)}

## How to load it

Format: **${head.format}** — ${format.title.replace(/^[^:]*: /, '')}, for ${format.readers}. Loss mask: ${lowerFirst(format.mask.how)}

${loading(head)}

Ready configurations for trainers are in \`recipes/\`.

## Limits

- The trajectories are reconstructions. Nobody worked like this; the order of files follows from their imports.
- The request and the thoughts are in English, whatever language the comments are in.
- A literal special token in a source, such as \`<|begin_of_text|>\`, is ordinary text in every count and every row.
- Licences are those of the repositories, by document in \`manifest.json\`.

## What proves it

\`manifest.json\` lists every document with its repository, commit, licence, content hash, verifiers and decisions, and every file with its
SHA-256; \`SHA256SUMS\` holds the hash of the manifest, too. \`retrace verify <folder>\` checks all of it without a network.

Made by Retrace ${head.retrace}; release ${head.release}.
`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function loading(head: ManifestHead): string {
  if (head.container === 'arrays')
    return '```python\nimport glob, numpy as np\n\ntokens = np.memmap(sorted(glob.glob("data/train-*.tokens.bin"))[0], dtype=np.uint32, mode="r")\nmask = np.memmap(sorted(glob.glob("data/train-*.label_mask.bin"))[0], dtype=np.bool_, mode="r")\n```'
  const [split = 'train'] = Object.keys(head.splits)
  const kind = head.container === 'parquet' ? 'parquet' : 'json'
  const files = Object.keys(head.splits).map((name) => `"${name}": "${globOf(head, name)}"`)
  return `\`\`\`python\nfrom datasets import load_dataset\n\ndata = load_dataset("${kind}", data_files={${files.join(', ')}})\nprint(data["${split}"][0])\n\`\`\``
}

/** What is not known about trajectories that other agents made. */
function foreignWords({ foreign, documents }: Totals): string {
  if (foreign === 0) return ''
  return `

${number.format(foreign)} of the ${number.format(documents)} documents were made by other agents and imported: no verifier applies to them, and
their calls are those of their agents' own tools. \`harness\` in the metadata says whose.`
}
