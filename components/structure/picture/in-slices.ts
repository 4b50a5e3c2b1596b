/** How long a piece of work may keep a page from answering, well under what a person notices. */
const sliceMs = 8

export type Slicing = {
  /** Ends the work between two steps: then it throws the reason of the signal. */
  signal?: AbortSignal
  /** Told before each pause: what the last step has said. */
  tell?: (done: number) => void
  /** Lets others have their turn. */
  pause?: () => Promise<void>
  now?: () => number
}

/** Runs the steps to their end, with pauses in which the page answers. Each step should take a few milliseconds. */
export async function inSlices<Value>(
  steps: Iterator<number, Value>,
  { signal, tell, pause = nextTurn, now = () => performance.now() }: Slicing = {},
): Promise<Value> {
  for (let until = now() + sliceMs; ; ) {
    signal?.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
    if (now() < until) continue
    tell?.(step.value)
    await pause()
    until = now() + sliceMs
  }
}

/** After what waits already: keys, clicks and the next picture. A timer waits longer, the more so in a hidden tab. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
