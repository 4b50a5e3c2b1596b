import type { ParquetWriter } from 'hyparquet-writer'
import type { Columns, Shape } from '@/lib/dataset/formats/format'

/** The elements of a schema, the root first. */
export type Schema = ParquetWriter['schema']

/** The schema of a table as Parquet has it: every column, and every element of a list, may be null. */
export function schemaOf(columns: Columns): Schema {
  return [
    { name: 'root', num_children: Object.keys(columns).length },
    ...Object.entries(columns).flatMap(([name, shape]) => toElements(name, shape)),
  ]
}

function toElements(name: string, shape: Shape): Schema {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  if (typeof shape === 'string') return [{ ...optional, ...primitives[shape] }]
  if ('list' in shape)
    return [
      { ...optional, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...toElements('element', shape.list),
    ]
  const children = Object.entries(shape.struct)
  return [
    { ...optional, num_children: children.length },
    ...children.flatMap(([child, inner]) => toElements(child, inner)),
  ]
}

const primitives = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
  int8: { type: 'INT32', converted_type: 'INT_8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
} as const
