/** A pure function of a text that computes each answer once, for as long as it is held. */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined || known.has(text)) return found as Answer
    const computed = answer(text)
    known.set(text, computed)
    return computed
  }
}
