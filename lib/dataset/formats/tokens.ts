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

/** What stands beside the tokens of a document. */
export type TokenHead = Pick<Sample, 'id' | 'metadata'>

/** Its lists are typed arrays: JSON is made of it by `toPlainRow`. */
export function toTokenRow({ id, metadata }: TokenHead, tokens: Tokenized): Row {
  return { ...toLists(tokens), id, metadata }
}

/** The rows of documents whose tokens lie one after the other, so many of each: their lists are parts of the same arrays. */
export function toTokenRows(heads: readonly TokenHead[], tokens: Tokenized, lengths: readonly number[]): Row[] {
  const lists = Object.entries(toLists(tokens))
  let end = 0
  return heads.map(({ id, metadata }, place) => {
    const start = end
    end += lengths[place] ?? 0
    return { ...Object.fromEntries(lists.map(([name, list]) => [name, list.subarray(start, end)])), id, metadata }
  })
}

function toLists({ ids, trained }: Tokenized) {
  const labels = new Int32Array(ids)
  for (let place = 0; place < labels.length; place += 1) if (trained[place] !== 1) labels[place] = ignored
  return { input_ids: ids, labels, attention_mask: new Uint8Array(ids.length).fill(1) }
}
