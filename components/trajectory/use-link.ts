'use client'

import { type RefObject, useCallback, useMemo } from 'react'
import { showToast } from '@/components/ui/toast'
import { useAddress } from '@/components/ui/use-address'
import { useCommands } from '@/components/ui/use-commands'
import { selectedSpan, type TextSpan } from './text-ranges'

/** `12-40`: from the 12th unit up to, without, the 40th. */
export function parseSpan(text: string | undefined): TextSpan | undefined {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? '') ?? []
  const length = Number(to) - Number(from)
  return length > 0 ? { offset: Number(from), length } : undefined
}

export type StepLink = {
  /** The part of the step's text that the address points at. */
  span: TextSpan | undefined
  forget: () => void
  copy: () => void
}

/** Links to a step, or to what is selected of its text: `?step=41&span=12-40`, at the revision whose text that is. */
export function useLink(position: number, revision: number, reader: RefObject<HTMLElement | null>): StepLink {
  const [text, change] = useAddress('span')
  const span = useMemo(() => parseSpan(text), [text])
  const copy = () => {
    const selected = reader.current ? selectedSpan(reader.current) : undefined
    const address = new URL(window.location.href)
    address.searchParams.set('step', String(position))
    address.searchParams.delete('span')
    if (selected) {
      address.searchParams.set('revision', String(revision))
      address.searchParams.set('span', `${selected.offset}-${selected.offset + selected.length}`)
    }
    const what = selected ? 'The link to the selected text' : 'The link to the step'
    navigator.clipboard.writeText(address.href).then(
      () => showToast({ tone: 'good', title: `${what} is copied` }),
      () => showToast({ tone: 'bad', title: 'The browser did not let the link be copied.' }),
    )
  }
  useCommands([
    {
      id: 'copy-link',
      title: 'Copy the link to this step or the selected text',
      group: 'Replay',
      keys: 'Y',
      run: copy,
    },
  ])
  const forget = useCallback(() => {
    if (text !== undefined) change(undefined)
  }, [text, change])
  return { span, forget, copy }
}
