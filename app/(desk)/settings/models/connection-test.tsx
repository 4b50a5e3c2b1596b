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
import type { AnyEndpointView } from '@/lib/llm/endpoint'
import { type AnyCapabilities, type AnyCheck, checkLabels, testing } from './connection-testing'

const fixedUntested = 'It has not been tested yet: an administrator can do that.'

type Test =
  | { kind: 'idle' }
  | { kind: 'running'; checks: AnyCheck[] }
  | { kind: 'failed'; sentence: string }
  | { kind: 'done'; capabilities: AnyCapabilities }

type Props = {
  endpoint: AnyEndpointView
  isEditable: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** What an endpoint can do, in sentences; administrators test it again and watch. Closing stops a test. */
export function ConnectionTest({ endpoint, isEditable, isOpen, onOpenChange }: Props) {
  const { test, run, stop } = useTest(endpoint)
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
        {test.kind === 'running' && <Running test={test} names={testing[endpoint.kind].names} />}
        {test.kind === 'failed' && <ErrorPanel sentence={test.sentence} />}
        {test.kind !== 'running' && (
          <Summary
            capabilities={capabilities}
            untested={isEditable ? testing[endpoint.kind].untested : fixedUntested}
          />
        )}
        <ul className="grid">
          {checks.map((check) => (
            <CheckRow key={check.name} check={check} isNeeded={testing[endpoint.kind].needed === check.name} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

type RunningProps = { test: Extract<Test, { kind: 'running' }>; names: readonly AnyCheck['name'][] }

function Running({ test: { checks }, names }: RunningProps) {
  // A test may leave out what makes no sense after what it has seen.
  const last = checks.at(-1)
  const done = last ? names.indexOf(last.name) + 1 : 0
  const next = names[done]
  return (
    <Progress
      label="Test of the connection"
      done={done}
      total={names.length}
      unit="checks"
      message={next ? `Trying: ${checkLabels[next]}` : 'Saving'}
    />
  )
}

function Summary({ capabilities, untested }: { capabilities: AnyCapabilities | null; untested: string }) {
  if (!capabilities) return <p className="text-neutral-10">{untested}</p>
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

type CheckProps = { check: AnyCheck; isNeeded: boolean }

function CheckRow({ check, isNeeded }: CheckProps) {
  const { name, sentence, latencyMs } = check
  return (
    <li className="flex gap-2 border-t py-1.5">
      <Mark check={check} isNeeded={isNeeded} />
      <span className="w-26 shrink-0 font-medium">{checkLabels[name]}</span>
      <span className="min-w-0 grow text-neutral-11 wrap-anywhere">{sentence}</span>
      <span className="shrink-0 text-neutral-10 tabular-nums">{latencyMs > 0 && formatDuration(latencyMs)}</span>
    </li>
  )
}

/** Much can be done without; the one that is needed cannot. */
function Mark({ check: { isOk }, isNeeded }: CheckProps) {
  const className = 'mt-0.5 size-4 shrink-0'
  if (isOk) return <CircleCheck aria-label="works" className={`${className} text-approve`} />
  if (isNeeded) return <TriangleAlert aria-label="does not work" className={`${className} text-reject`} />
  return <CircleMinus aria-label="does not work" className={`${className} text-neutral-9`} />
}

function useTest({ id, kind }: Pick<AnyEndpointView, 'id' | 'kind'>): {
  test: Test
  run: () => void
  stop: () => void
} {
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
    const checks: AnyCheck[] = []
    setTest({ kind: 'running', checks })
    const tell = (check: AnyCheck) => {
      checks.push(check)
      if (!controller.signal.aborted) setTest({ kind: 'running', checks: [...checks] })
    }
    const { schemas, pathOf } = testing[kind]
    try {
      const capabilities = await readProgress(schemas, pathOf(id), tell, controller.signal)
      setTest({ kind: 'done', capabilities })
      router.refresh()
    } catch (error) {
      if (!controller.signal.aborted)
        setTest({ kind: 'failed', sentence: findSentence(error) ?? 'The test broke off. Try again.' })
    }
  }
  return { test, run, stop }
}
