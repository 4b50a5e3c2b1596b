import { AppError } from '@/lib/errors'
import { embeddedAuthor } from './embedded-author'
import type { SynthesisSettings } from './settings'

/** Refuses, in words, a mode that the author or the snapshot cannot work in. */
export function requireFeasible(
  { mode, author }: Pick<SynthesisSettings, 'mode' | 'author'>,
  { name, depth }: { name: string; depth: number },
): void {
  if (mode === 'free' && author === embeddedAuthor.name)
    throw new AppError('invalid', 'In free mode a model decides what to do: choose a model endpoint as the author.')
  if (mode === 'history' && depth < 2)
    throw new AppError('invalid', `${name} was imported without history: import it with a depth of 2 or more.`)
}
