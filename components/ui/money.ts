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
