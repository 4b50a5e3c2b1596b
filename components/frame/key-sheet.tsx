'use client'

import { Kbd } from '@/components/ui/kbd'
import { Sheet } from '@/components/ui/sheet'
import { type KeyEntry, useKeyEntries } from '@/components/ui/use-keys'

/** Every key that does something on this page. */
export function KeySheet({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const groups = Map.groupBy(useKeyEntries(), (entry) => entry.group)
  return (
    <Sheet title="Keys" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="grid gap-5">
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3 className="mb-1 text-small font-medium text-neutral-10">{group}</h3>
            <ul>
              {entries.map((entry) => (
                <Line key={entry.keys} entry={entry} />
              ))}
            </ul>
          </section>
        ))}
        <p className="text-small text-neutral-10">Keys are off while you type.</p>
      </div>
    </Sheet>
  )
}

function Line({ entry }: { entry: KeyEntry }) {
  return (
    <li className="flex min-h-control items-center justify-between gap-4 border-b">
      {entry.title}
      <Kbd keys={entry.keys} />
    </li>
  )
}
