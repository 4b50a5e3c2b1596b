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

export function toTokenRow({ id, metadata }: Pick<Sample, 'id' | 'metadata'>, { ids, trained }: Tokenized): Row {
  return {
    input_ids: Array.from(ids),
    labels: Array.from(ids, (token, place) => (trained[place] === 1 ? token : ignored)),
    attention_mask: new Array(ids.length).fill(1),
    id,
    metadata,
  }
}
