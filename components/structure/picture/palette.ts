import { type Drawing, fillOf, frameFill } from '@/components/structure/drawing'
import type { Paints } from '@/components/structure/paints'

const tokens = [
  ...['accent', 'accent-soft', 'return', 'reject', 'neutral-1', 'neutral-6', 'neutral-7', 'neutral-9', 'neutral-10'],
  ...['neutral-11', 'neutral-12'],
]

export type Palette = ReadonlyMap<string, string>

/** Every colour that painting a drawing asks for, as the page has it: for where there is no page to ask. In steps. */
export function* paletteOf({ colors, isScale }: Drawing, paints: Paints): Generator<number, Palette> {
  const own = [...new Set(colors), '']
  const fills = own.flatMap((color) => [color, fillOf(color, isScale, true), fillOf(color, isScale, false)])
  const all = new Set([...tokens.map((token) => `var(--color-${token})`), frameFill, ...fills])
  const palette = new Map<string, string>()
  for (const css of all) {
    palette.set(css, paints.of(css))
    yield palette.size / all.size
  }
  return palette
}

/** The colours of a palette, with the font of the page. */
export function paintsOf(palette: Palette, font: string): Paints {
  return {
    font,
    of(css) {
      const found = palette.get(css)
      if (found === undefined) throw new Error(`The palette lacks ${css}.`)
      return found
    },
  }
}
