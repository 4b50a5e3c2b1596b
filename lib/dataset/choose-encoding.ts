import { AppError } from '@/lib/errors'
import { containerOf, formats } from './formats/catalog'
import type { Columns, Container } from './formats/format'
import { packColumns } from './formats/packed'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import { tokenColumns } from './formats/tokens'
import { arraysEncoding } from './writers/arrays'
import type { Encoding } from './writers/encoding'
import { eachEncoding, linesEncoding } from './writers/lines'
import { tableEncoding } from './writers/table'
import type { TablePool } from './writers/table-pool'

/** Throws `invalid` with a sentence when the format has no such files. */
export function requireContainer(name: ReleaseFormat, settings: ExportSettings): Container {
  const container = containerOf(name, settings)
  if (!container)
    throw new AppError(
      'invalid',
      `${name} cannot be written as ${settings.container}: it comes as ${formats[name].containers.join(' or ')}.`,
    )
  if (container !== 'jsonl' && settings.compression !== 'none')
    throw new AppError('invalid', `Only JSONL is compressed as a whole; ${name} is written as ${container}.`)
  return container
}

export function chooseEncoding(name: ReleaseFormat, settings: ExportSettings, tables: TablePool): Encoding {
  const container = requireContainer(name, settings)
  if (container === 'arrays') return arraysEncoding
  if (container === 'each') return eachEncoding(name === 'sts' ? '.jsonl' : '.json')
  if (container === 'jsonl') return linesEncoding(settings.compression)
  return tableEncoding(columnsOf(name), tables, name === 'packed' ? '.idx.parquet' : '.parquet')
}

function columnsOf(name: ReleaseFormat): Columns {
  const format = formats[name]
  if (format.kind === 'rows') return format.columns
  return name === 'packed' ? packColumns : tokenColumns
}
