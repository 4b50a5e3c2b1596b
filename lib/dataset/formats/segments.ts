import { metadataColumns, type RowFormat } from './format'

/** Axolotl's `input_output`: `{"segments": [{"label", "text"}, …]}`. Each segment is tokenised alone. */
export const segments: RowFormat = {
  kind: 'rows',
  title: 'Segments: labelled stretches of text',
  readers: 'Axolotl (type: input_output)',
  mask: {
    isKept: true,
    how: 'As the label of each segment; segments are tokenised alone, so no token crosses a border.',
  },
  containers: ['jsonl', 'parquet'],
  isTokenized: false,
  needsPairs: false,
  columns: {
    segments: { list: { struct: { label: 'boolean', text: 'string' } } },
    id: 'string',
    metadata: { struct: metadataColumns },
  },
  rows({ id, metadata, parts }) {
    const found: { label: boolean; text: string }[] = []
    for (const part of parts) {
      if (part.text === '') continue
      const last = found.at(-1)
      if (last?.label === part.isTrained) last.text += part.text
      else found.push({ label: part.isTrained, text: part.text })
    }
    return [{ segments: found, id, metadata }]
  },
}
