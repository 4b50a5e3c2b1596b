'use client'

import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Input } from '@/components/ui/input'
import { useKeys } from '@/components/ui/use-keys'

const settleMs = 250

export type ListSearchProps = {
  field: string
  label: string
  keys?: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** Words that narrow a list, a moment after they were typed. */
export function ListSearch({ field, label, keys, value, onChange }: ListSearchProps) {
  const [typed, setTyped] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  useKeys(keys ? { [keys]: { title: label, group: 'List', run: () => input.current?.focus() } } : {})
  const send = useEffectEvent((text: string) => {
    const words = text.trim() || undefined
    if (words !== value) onChange(words)
    setTyped(undefined)
  })
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => send(typed), settleMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      ref={input}
      type="search"
      name={field}
      icon={<Search aria-hidden />}
      aria-label={label}
      placeholder={label}
      className="w-52 max-lg:w-40"
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        setTyped('')
        event.currentTarget.blur()
      }}
    />
  )
}
