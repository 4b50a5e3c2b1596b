'use client'

import { RadioGroup } from 'radix-ui'
import { type LabelColor, labelColors } from '@/lib/review/label'
import { colorOfLabel } from './label-color'

export type ColorPickerProps = {
  value: LabelColor
  onChange: (color: LabelColor) => void
  names: Record<LabelColor, string>
}

/** One of the colours that are told apart under every colour blindness; the arrow keys move among them. */
export function ColorPicker({ value, onChange, names }: ColorPickerProps) {
  return (
    <div className="grid gap-1">
      <span className="font-medium text-neutral-11">Colour</span>
      <RadioGroup.Root
        aria-label="Colour"
        value={value}
        // Radix gives back one of the values that it was given.
        onValueChange={(color) => onChange(color as LabelColor)}
        className="flex gap-1.5"
      >
        {labelColors.map((color) => (
          <RadioGroup.Item
            key={color}
            value={color}
            aria-label={names[color]}
            title={names[color]}
            className="grid size-7 place-items-center rounded-full border-2 border-transparent data-[state=checked]:border-neutral-12"
          >
            <span className="size-4 rounded-full" style={{ background: colorOfLabel(color) }} />
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
