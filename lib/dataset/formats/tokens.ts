import { type Columns, metadataColumns, type Row, type Sample, type TokenFormat, type Tokenized } from './format'

/** The label of a token that loss does not fall on (PyTorch's cross entropy leaves it out). */
export const ignored = -100

/** `input_ids`, `labels` and `attention_mask`, as TRL and Axolotl read what is tokenised already. */
export const tokens: TokenFormat = {
  kind: 'tokens',
  title: 'Tokens: ids with labels',
  readers: 'TRL, Axolotl, transformers.Trainer',
  mask: { isKept: true, how: 'As the label −100 of every token that loss does not fall on.' },
  containers: ['parquet', 'jsonl'],
  isTokenized: true,
}

export const tokenColumns: Columns = {
  input_ids: { list: 'int32' },
  labels: { list: 'int32' },
  attention_mask: { list: 'int8' },
  id: 'string',
  metadata: { struct: metadataColumns },
}

/** Its lists are typed arrays: JSON is made of it by `toPlainRow`. */
export function toTokenRow({ id, metadata }: Pick<Sample, 'id' | 'metadata'>, { ids, trained }: Tokenized): Row {
  const labels = new Int32Array(ids)
  for (let place = 0; place < labels.length; place += 1) if (trained[place] !== 1) labels[place] = ignored
  return { input_ids: ids, labels, attention_mask: new Uint8Array(ids.length).fill(1), id, metadata }
}
