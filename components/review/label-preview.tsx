'use client'

import { useState } from 'react'
import type { z } from 'zod'
import type { LabelFields, LabelOptions, LabelValue } from '@/lib/review/label'
import { LabelChip } from './label-chip'
import { ValueInput } from './value-input'

export type LabelPreviewProps = Pick<LabelFields, 'name' | 'kind' | 'color'> & {
  options: z.infer<typeof LabelOptions> | undefined
}

/** How a label will look where it is given. */
export function LabelPreview({ name, kind, color, options }: LabelPreviewProps) {
  const [value, setValue] = useState<LabelValue>()
  const label = { name: name || 'Name', kind, color, options: options ?? { choices: [], low: 1, high: 5 } }
  return (
    <section aria-label="Preview" className="grid gap-2 rounded border bg-neutral-2 p-3">
      <h3 className="text-small font-medium text-neutral-10">Preview</h3>
      <div className="flex min-h-control flex-wrap items-center gap-3">
        <LabelChip label={label} value={kind === 'boolean' ? undefined : value} />
        {kind !== 'boolean' && <ValueInput label={label} value={value} onChange={setValue} />}
      </div>
    </section>
  )
}
