import type { SynthesisMode } from '@/lib/synthesis/settings'

/** How a file can come to be, in the order in which it is offered. */
export const synthesisModes: {
  mode: SynthesisMode
  label: string
  hint: string
  leastDepth: number
  /** Not for the embedded author. */
  needsModel?: boolean
}[] = [
  {
    mode: 'direct',
    label: 'Write each file at once',
    hint: 'Each file is thought about, then written as it is in the end.',
    leastDepth: 1,
  },
  {
    mode: 'iterative',
    label: 'Write a draft, check it, edit it',
    hint: 'Each file begins as a draft; what a check finds in it is mended.',
    leastDepth: 1,
  },
  {
    mode: 'history',
    label: 'Make the last commit of each file',
    hint: 'Each file begins as it was, and becomes what its last commit made of it.',
    leastDepth: 2,
  },
  {
    mode: 'free',
    label: 'Let the model decide',
    hint: 'The model calls tools as it likes; what it reads is true, and what it writes is replaced by the truth.',
    leastDepth: 1,
    needsModel: true,
  },
]

export const needsAModel = 'Needs a model as the author.'
export const needsHistory = 'Needs history: import the repository with two commits or more.'
