'use client'

import { z } from 'zod'
import { useCommands } from '@/components/ui/use-commands'
import { useRemembered } from '@/components/ui/use-remembered'
import type { StepEntry } from '@/lib/trajectory/view'

/** Which steps are walked and listed, and whether what is known about a step stands under it. */
const Shown = z.object({ thoughts: z.boolean(), calls: z.boolean(), output: z.boolean(), metadata: z.boolean() })
export type Shown = z.infer<typeof Shown>
export type ShownKind = keyof Shown

const review: Shown = { thoughts: true, calls: true, output: true, metadata: false }
export const presets: Record<string, Shown> = {
  skim: { thoughts: true, calls: false, output: false, metadata: false },
  review,
  all: { ...review, metadata: true },
}

export const shownKinds: readonly { kind: ShownKind; title: string; keys: string }[] = [
  { kind: 'thoughts', title: 'thoughts', keys: 'T' },
  { kind: 'calls', title: 'tool calls', keys: 'A' },
  { kind: 'output', title: 'tool output', keys: 'D' },
  { kind: 'metadata', title: 'metadata', keys: 'M' },
]

const kindOfStep = { think: 'thoughts', act: 'calls', observe: 'output' } as const

export function isShown({ kind }: Pick<StepEntry, 'kind'>, shown: Shown): boolean {
  return shown[kindOfStep[kind]]
}

export type ShownKinds = { shown: Shown; toggle: (kind: ShownKind) => void; choose: (shown: Shown) => void }

/** Remembered in this browser. Something to walk always stays: the last kind cannot be put away. */
export function useShownKinds(): ShownKinds {
  const [shown, keep] = useRemembered('shown', Shown, review)
  const toggle = (kind: ShownKind) => {
    const next = { ...shown, [kind]: !shown[kind] }
    if (next.thoughts || next.calls || next.output) keep(next)
  }
  useCommands([
    ...shownKinds.map(({ kind, title, keys }) => ({
      id: `shown-${kind}`,
      title: `${shown[kind] ? 'Hide' : 'Show'} ${title}`,
      group: 'Replay',
      keys,
      run: () => toggle(kind),
    })),
    ...Object.entries(presets).map(([name, preset]) => ({
      id: `preset-${name}`,
      title: `Read: ${name}`,
      group: 'Replay',
      keys: `m ${name[0]}`,
      run: () => keep(preset),
    })),
  ])
  return { shown, toggle, choose: keep }
}
