import { adp } from './adp'
import { atif } from './atif'
import { dpo } from './dpo'
import type { Container, Format } from './format'
import { messages } from './messages'
import { olmo } from './olmo'
import { packed } from './packed'
import { segments } from './segments'
import type { ExportSettings, ReleaseFormat } from './settings'
import { sharegpt } from './sharegpt'
import { sts } from './sts'
import { text } from './text'
import { tokens } from './tokens'

export const formats: Record<ReleaseFormat, Format> = {
  text,
  tokens,
  packed,
  olmo,
  messages,
  sharegpt,
  segments,
  atif,
  adp,
  sts,
  dpo,
}

/**
 * Formats of other tools that have no place for a loss mask: what is trained on them is trained on observations, too.
 * Retrace does not write them.
 */
export const masklessFormats = [
  { name: 'LLaMA-Factory `pt`', instead: 'sharegpt' },
  { name: 'Axolotl `completion`', instead: 'segments' },
  { name: 'plain Megatron `.bin`', instead: 'packed' },
  { name: 'torchtitan multi-turn', instead: 'tokens' },
] as const

/** How the files are laid out: as asked for, or as the format has it first. Undefined when it cannot be so. */
export function containerOf(name: ReleaseFormat, settings: Pick<ExportSettings, 'container'>): Container | undefined {
  const { containers } = formats[name]
  if (settings.container === undefined) return containers[0]
  return containers.includes(settings.container) ? settings.container : undefined
}
