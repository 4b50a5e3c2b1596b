'use client'

import { type Command, useCommands } from '@/components/ui/use-commands'
import type { AnchorScope } from '@/lib/review/anchor'
import type { LabelView } from '@/lib/review/label'

/** The places at hand, from the smallest to the largest: a label goes to the first that it is for. */
export function scopeFor(label: LabelView, scopes: readonly AnchorScope[]): AnchorScope | undefined {
  return scopes.find((scope) => label.scopes.includes(scope))
}

/** The keys 1 to 9 of the labels, and each label in the palette. */
export function useLabelKeys(labels: readonly LabelView[], give: (label: LabelView) => void): void {
  const commands: Command[] = labels.map((label) => ({
    id: `label ${label.id}`,
    title: `Label: ${label.name}`,
    group: 'Labels',
    keys: label.key === null ? undefined : String(label.key),
    run: () => give(label),
  }))
  useCommands(commands)
}
