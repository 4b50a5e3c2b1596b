'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { scrimClass } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { type Command as Offered, useCommandList } from '@/components/ui/use-commands'
import { useFinders } from '@/components/ui/use-finders'
import { placesQuery } from './places-query'

/** Everything that can be done from here: places, what the page offers, and what has the words that are typed. */
export function CommandPalette({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(isOpen ? typed.trim() : '')
  const router = useRouter()
  const { data: places = [], isFetching } = useQuery(placesQuery(words))
  const finders = useFinders()
  const found: Offered[] = words === '' ? [] : finders.flatMap((find) => find(words))
  const foundPlaces: Offered[] =
    words === '' ? [] : places.map(({ href, ...rest }) => ({ ...rest, run: () => router.push(href) }))
  // What was found has the words, whatever its title is.
  const isFound = new Set([...found, ...foundPlaces])
  const offered = [...found, ...useCommandList(), ...foundPlaces]
  const groups = Map.groupBy(offered, (command) => command.group ?? 'This page')
  const choose = (command: Offered) => {
    onOpenChange(false)
    setTyped('')
    command.run()
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={scrimClass} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14dvh] left-1/2 z-50 w-[calc(100%-(--spacing(8)))] max-w-palette -translate-x-1/2 outline-none"
        >
          <Dialog.Title className="sr-only">Search or do</Dialog.Title>
          <Command
            loop
            label="Search or do"
            className="animate-overlay-in overflow-hidden rounded border border-neutral-6 bg-neutral-1 shadow-overlay dark:bg-neutral-2"
          >
            <div className="flex h-bar items-center gap-2.5 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-neutral-10" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder="Where to, or what to do?"
                className="h-full grow bg-transparent text-thought outline-none"
              />
            </div>
            <Command.List className="max-h-[52dvh] scroll-py-2 overflow-y-auto p-2">
              <Command.Empty className="px-2 py-6 text-center text-neutral-10">
                {isFetching ? 'Looking.' : 'Nothing has that name.'}
              </Command.Empty>
              {[...groups].map(([group, commands]) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="not-first:mt-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-neutral-10"
                >
                  {commands.map((command) => (
                    <Command.Item
                      key={command.id}
                      value={command.id}
                      keywords={isFound.has(command) ? [command.title, typed] : [command.title]}
                      onSelect={() => choose(command)}
                      className="flex h-row items-center justify-between gap-4 rounded-small px-2 select-none data-[selected=true]:bg-neutral-4"
                    >
                      <span className="truncate">{command.title}</span>
                      {command.keys && <Kbd keys={command.keys} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
