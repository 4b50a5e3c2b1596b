'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Decision, Finding } from '@/lib/dataset/preflight/finding'
import { decide } from './dataset-queries'
import type { Made } from './shown-findings'

export type Decisions = {
  /** What was decided here, before the server has said so. */
  made: Made
  error: Error | null
  settle: (finding: Finding, decision: Decision | null) => void
  /** Takes the last one back. */
  undo: () => void
  /** After many were decided about at once. */
  forget: () => void
}

/** Decisions one by one, as fast as a person makes them; each is known at once, and stays so unless it is refused. */
export function useDecisions(id: string): Decisions {
  const [made, setMade] = useState<Made>(new Map())
  const [before, setBefore] = useState<readonly Finding[]>([])
  const deciding = useMutation({
    ...decide(useQueryClient(), id),
    onError: (_, { fingerprints = [] }) =>
      setMade((all) => new Map([...all].filter(([fingerprint]) => !fingerprints.includes(fingerprint)))),
  })
  const send = (finding: Finding, decision: Decision | null) => {
    const { fingerprint, decision: earlier } = finding
    const by = { decidedBy: decision && 'you', decidedAt: decision && new Date().toISOString() }
    setMade((all) => new Map(all).set(fingerprint, { ...finding, decision, ...by }))
    const wasDropped = earlier === 'drop' || earlier === 'drop_repository'
    deciding.mutate({ decision, fingerprints: [fingerprint], wasDropped })
  }
  return {
    made,
    error: deciding.error,
    settle(finding, decision) {
      setBefore([...before, finding])
      send(finding, decision)
    },
    undo() {
      const finding = before.at(-1)
      if (!finding) return
      setBefore(before.slice(0, -1))
      send(made.get(finding.fingerprint) ?? finding, finding.decision)
    },
    forget() {
      setBefore([])
      setMade(new Map())
    },
  }
}
