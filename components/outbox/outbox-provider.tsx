'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { type EntryStore, openEntryStore } from './entry-store'
import { memoryEntryStore } from './memory-entry-store'
import { Outbox, type OutboxSnapshot } from './outbox'
import { findResultHandler } from './result-handlers'
import { sendEntry } from './send-entry'

export type Opened = {
  userId: string
  outbox: Outbox
  store: EntryStore
  /** Whether the browser keeps nothing: then changes live as long as the page. */
  isForgetful: boolean
}

const Context = createContext<Opened | undefined>(undefined)
const nothing: OutboxSnapshot = { entries: [], isReady: false, isSending: false }

/** Opens the outbox of the person who is signed in; once, around every page. */
export function OutboxProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>()
  const client = useQueryClient()
  useEffect(() => {
    let isGone = false
    let close = () => {}
    void openStore().then(({ store, isForgetful }) => {
      if (isGone) return
      const channel = new BroadcastChannel(`retrace.outbox.${userId}`)
      const outbox = new Outbox({
        userId,
        store,
        send: (entry) => sendEntry(entry),
        alone: (work) => alone(`retrace.outbox.${userId}`, work),
        tell: () => channel.postMessage('changed'),
        onSent: (entry, result) => findResultHandler(entry.kind)?.(client, entry, result),
      })
      channel.onmessage = () => {
        void outbox.refresh().then(() => outbox.wake())
        void client.invalidateQueries({ predicate: ({ meta }) => meta?.isOutboxed === true })
      }
      const hurry = () => void outbox.hurry()
      const look = () => document.visibilityState === 'visible' && void outbox.wake()
      window.addEventListener('online', hurry)
      document.addEventListener('visibilitychange', look)
      close = () => {
        window.removeEventListener('online', hurry)
        document.removeEventListener('visibilitychange', look)
        channel.close()
        outbox.close()
      }
      void outbox.refresh().then(() => outbox.wake())
      setOpened({ userId, outbox, store, isForgetful })
    })
    return () => {
      isGone = true
      close()
    }
  }, [userId, client])
  return <Context value={opened}>{children}</Context>
}

/** Undefined until it is open, which takes a moment after the page has loaded. */
export function useOutbox(): Opened | undefined {
  return useContext(Context)
}

export function useOutboxSnapshot(): OutboxSnapshot {
  const opened = useOutbox()
  return useSyncExternalStore(
    opened?.outbox.subscribe ?? subscribeToNothing,
    () => opened?.outbox.snapshot() ?? nothing,
    () => nothing,
  )
}

const subscribeToNothing = () => () => undefined

/** A browser may forbid storage, as in private windows: the page then says so. */
async function openStore(): Promise<{ store: EntryStore; isForgetful: boolean }> {
  try {
    return { store: await openEntryStore(), isForgetful: false }
  } catch {
    return { store: memoryEntryStore(), isForgetful: true }
  }
}

/** One tab at a time. Where pages have no locks, as without https, two may send: the server makes each change once. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(name, work)
  else await work()
}
