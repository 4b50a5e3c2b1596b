import { LabelFields } from './label'

const words = ['span', 'hunk', 'step'] as const

/** A set to begin with: what reviewers of reconstructed thoughts most often want to say. */
export const starterLabels: readonly LabelFields[] = [
  {
    name: 'Insightful',
    description: 'Says why the code is as it is: a reason that the code alone does not give.',
    kind: 'boolean' as const,
    scopes: [...words],
    key: 1,
    color: 'green' as const,
  },
  {
    name: 'Wrong',
    description: 'Contradicts the code, the request or what was read before.',
    kind: 'boolean' as const,
    scopes: [...words],
    key: 2,
    color: 'orange' as const,
  },
  {
    name: 'Hindsight',
    description: 'Knows what nobody could know yet at this step.',
    kind: 'boolean' as const,
    scopes: [...words],
    key: 3,
    color: 'pink' as const,
  },
  {
    name: 'Empty',
    description: 'Words that help nobody: repetition, ceremony, or a copy of the code.',
    kind: 'boolean' as const,
    scopes: [...words],
    key: 4,
    color: 'amber' as const,
  },
  {
    name: 'Problem',
    description: 'What kind of problem a step has.',
    kind: 'category' as const,
    scopes: ['step', 'run'] as const,
    key: 5,
    color: 'blue' as const,
    options: { choices: ['planning', 'reading', 'reasoning', 'writing', 'checking'] },
  },
  {
    name: 'Reasoning',
    description: 'How good the reasoning is: 1 misleads, 3 is plain, 5 teaches.',
    kind: 'rating' as const,
    scopes: ['run', 'trajectory'] as const,
    key: 6,
    color: 'violet' as const,
    options: { low: 1, high: 5 },
  },
  {
    name: 'Better words',
    description: 'How it should be said instead.',
    kind: 'text' as const,
    scopes: ['span', 'step'] as const,
    key: 7,
    color: 'sky' as const,
  },
].map((fields) => LabelFields.parse(fields))
