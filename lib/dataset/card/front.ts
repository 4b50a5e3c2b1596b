import { formats } from '@/lib/dataset/formats/catalog'
import type { Columns, Shape } from '@/lib/dataset/formats/format'
import { packColumns } from '@/lib/dataset/formats/packed'
import { tokenColumns } from '@/lib/dataset/formats/tokens'
import { type ManifestHead, shardsOf } from '@/lib/dataset/manifest'
import type { Totals } from '@/lib/dataset/write/totals'
import { globOf, rowsOf } from './loading'

/** Ids of licences as the Hub has them: SPDX in small letters, for those that it knows. */
const hubLicenses = new Set(
  'apache-2.0 mit bsd-2-clause bsd-3-clause isc mpl-2.0 gpl-2.0 gpl-3.0 lgpl-2.1 lgpl-3.0 agpl-3.0 unlicense cc0-1.0 cc-by-4.0 cc-by-sa-4.0 epl-2.0 eupl-1.1 eupl-1.2 artistic-2.0 bsl-1.0 ms-pl ncsa ofl-1.1 osl-3.0 postgresql wtfpl zlib afl-3.0 0bsd'.split(
    ' ',
  ),
)

/** What the Hub reads of a dataset card, as data for YAML. */
export function toFrontMatter(head: ManifestHead, { licenses, foreign, documents }: Totals): Record<string, unknown> {
  const ids = [...licenses.keys()].map((license) => {
    const id = license.toLowerCase().replace(/-(only|or-later)$/, '')
    return hubLicenses.has(id) ? id : 'other'
  })
  const known = [...new Set(ids)].sort()
  const shards = shardsOf(head)
  const sizeOf = (files: { bytes: number }[]) => files.reduce((sum, { bytes }) => sum + bytes, 0)
  const splits = Object.keys(head.splits).map((split) => ({
    name: split,
    num_bytes: sizeOf(shards.filter((file) => file.split === split)),
    num_examples: rowsOf(head, split),
  }))
  const features = featuresOf(head)
  return {
    license: known.length === 1 ? known[0] : known,
    ...(known.includes('other') ? { license_name: 'per-repository', license_link: 'manifest.json' } : {}),
    language: ['en', 'code'],
    pretty_name: head.dataset?.name ?? `Retrace trajectories, ${head.format}`,
    size_categories: [sizeCategory(splits.reduce((sum, split) => sum + split.num_examples, 0))],
    task_categories: ['text-generation'],
    tags: ['code', 'agent', 'trajectories', ...(foreign < documents ? ['synthetic'] : []), `format:${head.format}`],
    ...configsOf(head),
    dataset_info: {
      ...(features ? { features } : {}),
      splits,
      download_size: sizeOf(shards),
      dataset_size: sizeOf(shards),
    },
  }
}

/** Which files the Hub's viewer shows; it cannot show arrays. */
function configsOf(head: ManifestHead): Record<string, unknown> {
  if (head.container === 'arrays') return {}
  const data_files = Object.keys(head.splits).map((split) => ({ split, path: globOf(head, split) }))
  return { configs: [{ config_name: 'default', data_files }] }
}

/** The Hub's words for how many rows there are. */
export function sizeCategory(rows: number): string {
  const steps = ['1K', '10K', '100K', '1M', '10M', '100M', '1B', '10B', '100B', '1T']
  const place = steps.findIndex((_, power) => rows < 10 ** (power + 3))
  if (place === 0) return 'n<1K'
  return place === -1 ? 'n>1T' : `${steps[place - 1]}<n<${steps[place]}`
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
