'use client'

import { Info, Lightbulb, MoveDownLeft, Wrench } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { type ShownKind, type ShownKinds, shownKinds } from './use-shown-kinds'

const icons: Record<ShownKind, React.ReactNode> = {
  thoughts: <Lightbulb />,
  calls: <Wrench />,
  output: <MoveDownLeft />,
  metadata: <Info />,
}

/** What is walked and listed, and whether metadata stands under a step. */
export function ShownToggles({ shown, toggle }: ShownKinds) {
  return (
    <fieldset className="ml-2 flex shrink-0 items-center gap-0.5 border-l pl-2">
      <legend className="sr-only">What is shown</legend>
      {shownKinds.map(({ kind, title, keys }) => (
        <IconButton
          key={kind}
          label={`Show ${title}`}
          keys={keys}
          side="top"
          isPressed={shown[kind]}
          onClick={() => toggle(kind)}
        >
          {icons[kind]}
        </IconButton>
      ))}
    </fieldset>
  )
}
