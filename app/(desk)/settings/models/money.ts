/** `$12.30`, `$0.0042`: two digits, or as many as a small sum needs to be seen. */
export function formatMicrodollars(microdollars: number): string {
  const dollars = microdollars / 1e6
  const digits = dollars === 0 || dollars >= 0.1 ? 2 : 4
  return dollars.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  })
}

/** `$0.50 / $1.50`: dollars per million tokens in and out, or a dash when none are given. */
export function formatPrices({ inputPrice, outputPrice }: { inputPrice: number; outputPrice: number }): string {
  if (inputPrice === 0 && outputPrice === 0) return '–'
  return `${formatMicrodollars(inputPrice * 1e6)} / ${formatMicrodollars(outputPrice * 1e6)}`
}
