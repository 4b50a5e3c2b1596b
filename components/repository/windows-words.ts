import { formatCompact, formatUnit } from '@/components/ui/number-format'
import type { WindowPreview } from '@/lib/synthesis/window-preview'

/** `12 windows, 9K to 61K tokens; 1 is a single file with more.` */
export function windowsWords({ windows }: WindowPreview): string {
  const [only] = windows
  if (only && windows.length === 1) return `All of it fits into one window, about ${formatCompact(only.tokens)} tokens.`
  const tokens = windows.map((window) => window.tokens)
  const [least, most] = [Math.min(...tokens), Math.max(...tokens)].map((count) => formatCompact(count))
  const over = windows.filter(({ isOver }) => isOver).length
  const files = over === 1 ? '1 is a single file with more' : `${over} are single files with more`
  return `${formatUnit(windows.length, 'window')}, about ${least} to ${most} tokens${over > 0 ? `; ${files}` : ''}.`
}
