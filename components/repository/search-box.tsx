'use client'

import { Search } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Input } from '@/components/ui/input'
import { useKeys } from '@/components/ui/use-keys'

const settleMs = 200

/** Searches the list of the page: the words are kept in the address as `?q=`; key `/`. */
export function SearchBox({ label }: { label: string }) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const [typed, setTyped] = useState<string>()
  const [isSearching, startSearch] = useTransition()
  const input = useRef<HTMLInputElement>(null)
  useKeys({ '/': { title: label, group: 'List', run: () => input.current?.focus() } })
  useEffect(() => {
    if (typed === undefined) return
    const timer = setTimeout(() => {
      const next = new URLSearchParams(window.location.search)
      next.delete('pages')
      if (typed.trim() === '') next.delete('q')
      else next.set('q', typed.trim())
      startSearch(() => router.replace(`${path}?${next}`, { scroll: false }))
    }, settleMs)
    return () => clearTimeout(timer)
  }, [typed, path, router])
  return (
    <Input
      ref={input}
      type="search"
      icon={<Search aria-hidden />}
      aria-label={label}
      aria-busy={isSearching}
      placeholder={label}
      className="w-64"
      value={typed ?? params.get('q') ?? ''}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        setTyped('')
        event.currentTarget.blur()
      }}
    />
  )
}
