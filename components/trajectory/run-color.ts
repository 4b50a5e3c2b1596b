const colors = 8

/** The stable colour of a run by its place among the runs; used for marks, never for text. */
export function colorOfRun(order: number): string {
  return `var(--color-run-${(order % colors) + 1})`
}
