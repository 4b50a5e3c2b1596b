import { formatMicrodollars } from '@/components/ui/money'

/** `$0.50 / $1.50`: dollars per million tokens in and out, or a dash when none are given. */
export function formatPrices({ inputPrice, outputPrice }: { inputPrice: number; outputPrice: number }): string {
  if (inputPrice === 0 && outputPrice === 0) return '–'
  return `${formatMicrodollars(inputPrice * 1e6)} / ${formatMicrodollars(outputPrice * 1e6)}`
}
