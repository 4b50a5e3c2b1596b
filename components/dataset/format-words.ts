import { formatBytes } from '@/components/ui/number-format'
import { containerOf, formats } from '@/lib/dataset/formats/catalog'
import type { Container } from '@/lib/dataset/formats/format'
import type { ExportSettings, ReleaseFormat, TokenizerName } from '@/lib/dataset/formats/settings'

export const containerWords: Record<Container, string> = {
  jsonl: 'JSON lines',
  parquet: 'Parquet with zstd',
  each: 'A file for each trajectory',
  arrays: 'Flat arrays',
}

export const tokenizerWords: Record<TokenizerName, string> = {
  'llama-3': 'Llama 3',
  o200k: 'o200k (gpt-oss)',
  cl100k: 'cl100k',
}

export const tokenizerChoices = (['llama-3', 'o200k', 'cl100k'] as const).map((value) => ({
  value,
  label: tokenizerWords[value],
}))

/** How the files of a release are laid out: `JSON lines with gzip, shards of 512.0 MiB` */
export function filesWords(
  format: ReleaseFormat,
  settings: Pick<ExportSettings, 'container' | 'compression' | 'shardBytes'>,
): string {
  const container = containerOf(format, settings) ?? formats[format].containers[0]
  if (container === undefined || container === 'each') return containerWords.each
  const compressed = container === 'jsonl' && settings.compression !== 'none' ? ` with ${settings.compression}` : ''
  return `${containerWords[container]}${compressed}, shards of ${formatBytes(settings.shardBytes)}`
}
