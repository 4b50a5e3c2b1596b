'use client'

import { CircleCheck, CircleMinus, TriangleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatDuration } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { findSentence } from '@/lib/errors'
import { readProgress } from '@/lib/http/read-progress'
import { Capabilities, Check, type CheckName, checkNames } from '@/lib/llm/capabilities'
import type { EndpointView } from '@/lib/llm/endpoint'

const labels: Record<CheckName, string> = {
  models: 'Model list',
  chat: 'Chat',
  json_schema: 'JSON schema',
  json_object: 'JSON mode',
  tools: 'Tools',
  seed: 'Seed',
  streaming: 'Streaming',
  reasoning: 'Reasoning',
  usage: 'Token counts',
}

const untested = {
  editable: 'A test sends a few small requests and says what works.',
  fixed: 'It has not been tested yet: an administrator can do that.',
}

type Test =
  | { kind: 'idle' }
  | { kind: 'running'; checks: Check[] }
  | { kind: 'failed'; sentence: string }
  | { kind: 'done'; capabilities: Capabilities }

type Props = { endpoint: EndpointView; isEditable: boolean; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** What an endpoint can do, in sentences; administrators test it again and watch. Closing stops a test. */
export function ConnectionTest({ endpoint, isEditable, isOpen, onOpenChange }: Props) {
  const { test, run, stop } = useTest(endpoint.id)
  const capabilities = test.kind === 'done' ? test.capabilities : endpoint.capabilities
  const checks = test.kind === 'running' ? test.checks : (capabilities?.checks ?? [])
  const close = (isOpenNow: boolean) => {
    if (!isOpenNow) stop()
    onOpenChange(isOpenNow)
  }
  return (
    <Dialog
      title={`Connection to ${endpoint.name}`}
      description={`${endpoint.model} at ${endpoint.host}`}
      size="wide"
      isOpen={isOpen}
      onOpenChange={close}
      footer={
        isEditable && (
          <>
            {test.kind === 'running' && <Button onClick={stop}>Stop</Button>}
            <Button tone="primary" isBusy={test.kind === 'running'} onClick={run}>
              {capabilities ? 'Test again' : 'Test the connection'}
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-3" aria-live="polite">
        {test.kind === 'running' && <Running test={test} />}
        {test.kind === 'failed' && <ErrorPanel sentence={test.sentence} />}
        {test.kind !== 'running' && <Summary capabilities={capabilities} isEditable={isEditable} />}
        <ul className="grid">
          {checks.map((check) => (
            <CheckRow key={check.name} check={check} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

function Running({ test: { checks } }: { test: Extract<Test, { kind: 'running' }> }) {
  const next = checkNames[checks.length]
  return (
    <Progress
      label="Test of the connection"
      done={checks.length}
      total={checkNames.length}
      unit="checks"
      message={next ? `Trying: ${labels[next]}` : 'Saving'}
    />
  )
}

function Summary({ capabilities, isEditable }: { capabilities: Capabilities | null; isEditable: boolean }) {
  if (!capabilities) return <p className="text-neutral-10">{isEditable ? untested.editable : untested.fixed}</p>
  const { works, summary, testedAt } = capabilities
  const Icon = works ? CircleCheck : TriangleAlert
  return (
    <p className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${works ? 'text-approve' : 'text-reject'}`} />
      <span className="grow wrap-anywhere">{summary}</span>
      <RelativeTime iso={testedAt} className="shrink-0 text-neutral-10" />
    </p>
  )
}

function CheckRow({ check }: { check: Check }) {
  const { name, sentence, latencyMs } = check
  return (
    <li className="flex gap-2 border-t py-1.5">
      <Mark check={check} />
      <span className="w-26 shrink-0 font-medium">{labels[name]}</span>
      <span className="min-w-0 grow text-neutral-11 wrap-anywhere">{sentence}</span>
      <span className="shrink-0 text-neutral-10 tabular-nums">{latencyMs > 0 && formatDuration(latencyMs)}</span>
    </li>
  )
}

/** Much can be done without; a chat cannot. */
function Mark({ check: { name, isOk } }: { check: Check }) {
  const className = 'mt-0.5 size-4 shrink-0'
  if (isOk) return <CircleCheck aria-label="works" className={`${className} text-approve`} />
  if (name === 'chat') return <TriangleAlert aria-label="does not work" className={`${className} text-reject`} />
  return <CircleMinus aria-label="does not work" className={`${className} text-neutral-9`} />
}

function useTest(id: string): { test: Test; run: () => void; stop: () => void } {
  const [test, setTest] = useState<Test>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)
  const router = useRouter()
  useEffect(() => () => running.current?.abort(), [])
  const stop = () => {
    running.current?.abort()
    setTest({ kind: 'idle' })
  }
  const run = async () => {
    const controller = new AbortController()
    running.current = controller
    const checks: Check[] = []
    setTest({ kind: 'running', checks })
    const tell = (check: Check) => {
      checks.push(check)
      if (!controller.signal.aborted) setTest({ kind: 'running', checks: [...checks] })
    }
    const schemas = { Progress: Check, Result: Capabilities }
    try {
      const path = `/api/v1/endpoints/${id}/tests`
      const capabilities = await readProgress(schemas, path, tell, controller.signal)
      setTest({ kind: 'done', capabilities })
      router.refresh()
    } catch (error) {
      if (!controller.signal.aborted)
        setTest({ kind: 'failed', sentence: findSentence(error) ?? 'The test broke off. Try again.' })
    }
  }
  return { test, run, stop }
}
