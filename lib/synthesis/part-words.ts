import type { PartMoment } from './author'
import { codes, quantity, sentence } from './phrase'
import type { Voice } from './voice'

const mostNames = 12

/** Before a further part of a long file: what it brings. */
export function partThought({ file, names, part, parts }: PartMoment, voice: Voice): string {
  const left = parts - part
  const opening = voice.inTurn([
    `that much of \`${file.path}\` stands`,
    'the beginning is written and can be relied on',
    'so far, so good',
    'I go on where I stopped',
  ])
  const brings =
    names.length > 0
      ? `${voice.inTurn(['Next come', 'This part brings', 'Now it is the turn of'])} ${codes(names, mostNames)}.`
      : 'What follows declares nothing new: it continues what has begun.'
  const rest = left > 0 ? sentence(`${quantity(left, 'part')} will then be left`) : 'With that the file is whole.'
  return `${sentence(opening)} ${brings} ${rest}\n`
}
