'use client'

import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { Button } from './button'
import { IconButton } from './icon-button'

export type ToastMessage = {
  title: string
  description?: string
  tone?: 'neutral' | 'good' | 'bad'
  /** Such as Undo, or Open. */
  action?: { label: string; run: () => void }
}

type Shown = ToastMessage & { id: number }

const shownMs = 6000
let shown: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Shown[]): void {
  shown = next
  for (const notify of listeners) notify()
}

/** Tells about the result of background work; the results of a click belong where the click was. */
export function showToast(message: ToastMessage): void {
  lastId += 1
  set([...shown.slice(-3), { ...message, id: lastId }])
}

function dismiss(id: number): void {
  set(shown.filter((message) => message.id !== id))
}

const icons = {
  neutral: <Info aria-hidden className="text-neutral-10" />,
  good: <CircleCheck aria-hidden className="text-approve" />,
  bad: <TriangleAlert aria-hidden className="text-reject" />,
}

const none: readonly Shown[] = []

/** Where toasts appear; once, in the layout. */
export function Toaster() {
  const messages = useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => shown,
    () => none,
  )
  return (
    <Radix.Provider duration={shownMs} label="Notification">
      {messages.map((message) => (
        <Radix.Root
          key={message.id}
          onOpenChange={(isOpen) => !isOpen && dismiss(message.id)}
          className="flex animate-overlay-in items-start gap-2.5 rounded border border-neutral-6 bg-neutral-1 py-2 pr-2 pl-3 shadow-overlay dark:bg-neutral-3 [&_svg]:size-4"
        >
          <span className="mt-1.5">{icons[message.tone ?? 'neutral']}</span>
          <div className="min-w-0 grow py-1">
            <Radix.Title className="font-medium">{message.title}</Radix.Title>
            {message.description && (
              <Radix.Description className="text-neutral-10">{message.description}</Radix.Description>
            )}
          </div>
          {message.action && (
            <Radix.Action asChild altText={message.action.label} onClick={message.action.run}>
              <Button>{message.action.label}</Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label="Dismiss">
              <X />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-50 grid w-full max-w-form gap-2 outline-none" />
    </Radix.Provider>
  )
}
