/** The outcome of work in steps, where nobody waits for it or looks on. */
export function atOnce<Value>(steps: Iterator<unknown, Value>): Value {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}
