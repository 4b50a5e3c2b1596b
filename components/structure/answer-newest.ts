import { type LayoutAnswer, type LayoutOrder, type LayoutStep, runLayout } from './layout-request'

/** Pieces of work between which a newer order is noticed, which makes the one at hand pointless. */
const pieceMs = 24

/** Takes orders as they come, and answers the newest: one that a newer overtakes is dropped without an answer. */
export function answerNewest(
  post: (answer: LayoutAnswer) => void,
  tell: (step: LayoutStep) => void = () => {},
): (order: LayoutOrder) => Promise<void> {
  let newest = -1

  async function answer({ id, request }: LayoutOrder): Promise<LayoutAnswer | undefined> {
    try {
      const steps = runLayout(request)
      for (let step = steps.next(), began = performance.now(); ; step = steps.next()) {
        if (step.done) return { id, places: step.value }
        if (performance.now() - began < pieceMs) continue
        tell({ id, done: step.value })
        await new Promise((resolve) => setTimeout(resolve))
        if (id !== newest) return undefined
        began = performance.now()
      }
    } catch (error) {
      return { id, error: String(error) }
    }
  }

  return async (order) => {
    newest = order.id
    const answered = await answer(order)
    if (answered) post(answered)
  }
}
