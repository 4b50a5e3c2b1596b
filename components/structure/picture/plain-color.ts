import { color, rgb } from 'd3'

/** A colour as programs take it that know sRGB alone: six hexadecimal digits, and how much of it there is. */
export type PlainColor = { hex: string; opacity: number }

const inSrgb = /^color\(srgb (\S+) (\S+) (\S+?)(?: \/ (\S+))?\)$/

/**
 * From a computed colour of sRGB, `color(srgb …)` or an older notation. Each channel beyond what sRGB has ends where it
 * does, as on a screen. Undefined for what is no such colour, such as `none`.
 */
export function plainColor(computed: string): PlainColor | undefined {
  const channels = inSrgb.exec(computed)?.slice(1)
  const [red = 0, green = 0, blue = 0, alpha = 1] = channels?.map((text) => (text ? Number(text) || 0 : 1)) ?? []
  const found = channels ? rgb(255 * red, 255 * green, 255 * blue, alpha) : color(computed)?.rgb()
  return found && { hex: found.formatHex(), opacity: Math.round(1000 * found.clamp().opacity) / 1000 }
}
