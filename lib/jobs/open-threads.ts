import { Piscina } from 'piscina'

export type ThreadOptions = {
  maxThreads: number
  /** How long a thread that has nothing to do stays. */
  idleTimeout?: number
  resourceLimits?: NonNullable<ConstructorParameters<typeof Piscina>[0]>['resourceLimits']
}

/** Threads for a program that `bundleProgram` made; they begin when the first is asked for. Whoever asks closes them. */
export function openThreads<Request, Answer>(options: ThreadOptions): Piscina<Request, Answer> {
  // The program is JavaScript already: no loader of sources has to start first.
  return new Piscina<Request, Answer>({ minThreads: 0, idleTimeout: 60_000, execArgv: [], ...options })
}
