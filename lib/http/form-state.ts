/** What a form shows after it was sent: nothing yet, that it worked, or what is wrong with which field. */
export type FormState =
  | { kind: 'idle' }
  | { kind: 'done'; at: number }
  | { kind: 'failed'; message: string; fields: Record<string, string> }

export const idleForm: FormState = { kind: 'idle' }
