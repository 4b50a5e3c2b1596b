import { type ManifestHead, shardsOf } from '@/lib/dataset/manifest'

/** The pattern of a split's files, below the folder of the release. */
export function globOf(head: ManifestHead, split: string): string {
  const first = head.files.find((file) => file.split === split)
  const ending = /(\.[a-z_.]+)$/.exec(first?.path.replace(/^.*\//, '') ?? '')?.[1] ?? ''
  return head.container === 'each' ? `data/${split}/*/*${ending}` : `data/${split}-*${ending}`
}

const maskEnding = '.label_mask.bin'

/** How many rows a split has; a mask beside its tokens has none of its own. */
export function rowsOf(head: ManifestHead, split: string): number {
  return shardsOf(head)
    .filter((file) => file.split === split && !file.path.endsWith(maskEnding))
    .reduce((sum, { rows = 0 }) => sum + rows, 0)
}

/** How to open the files, and what else their readers have to know. */
export function renderLoading(head: ManifestHead): string {
  const code = head.container === 'arrays' ? arrays(head) : datasets(head)
  return `\`\`\`python\n${code}\n\`\`\`${readerNote(head)}`
}

function arrays(head: ManifestHead): string {
  const [split = 'train'] = Object.keys(head.splits)
  const tokens = globOf(head, split)
  return `import glob, numpy as np

tokens = np.memmap(sorted(glob.glob("${tokens}"))[0], dtype=np.uint32, mode="r")
mask = np.memmap(sorted(glob.glob("${tokens.replace('.tokens.bin', maskEnding)}"))[0], dtype=np.bool_, mode="r")`
}

function datasets(head: ManifestHead): string {
  const [split = 'train'] = Object.keys(head.splits)
  const kind = head.container === 'parquet' ? 'parquet' : 'json'
  const files = Object.keys(head.splits).map((name) => `"${name}": "${globOf(head, name)}"`)
  return `from datasets import load_dataset

data = load_dataset("${kind}", data_files={${files.join(', ')}})
print(data["${split}"][0])`
}

/** LLaMA-Factory goes by the end of a file's name, and knows none of a compressed file. */
function readerNote({ format, settings }: ManifestHead): string {
  if (format !== 'sharegpt') return ''
  if (settings.compression === 'none')
    return '\n\nLLaMA-Factory reads the files with `dataset_dir` set to this folder: `dataset_info.json` names each of them.'
  return `

LLaMA-Factory does not read files that are compressed, as these are with ${settings.compression}, so there is no \`dataset_info.json\`
with them. Unpack them first, or release the same documents without compression, which brings one.`
}
