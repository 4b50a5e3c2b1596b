'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type ReactNode, useDeferredValue } from 'react'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import { tabClass } from '@/components/ui/tabs'
import { Tooltip } from '@/components/ui/tooltip'
import { useCommands } from '@/components/ui/use-commands'
import { type RailState, useRail } from './use-rail'

/** One thing that stands under the file. Its content is drawn only while it is shown. */
export type RailTab = {
  /** As in the address: `?rail=files`. */
  id: string
  label: string
  icon: ReactNode
  /** The keys that show it: `w f`. */
  keys: string
  /** A number or a mark beside the label. */
  badge?: ReactNode
  content: ReactNode
}

const toggleKeys = '\\'
const tabHeight = 36
const stackedSize = 240

/**
 * The file with the rail under it, as panes of a column; the rail may be folded to its tabs. The file takes what room
 * there is, except where it stands under something else.
 */
export function useRailPanes(file: ReactNode, tabs: readonly RailTab[], isUnder: boolean): Pane[] {
  const rail = useRail()
  useCommands([
    ...tabs.map(({ id, label, keys }) => ({
      id: `rail-${id}`,
      title: `Show ${label.toLowerCase()}`,
      group: 'Rail',
      keys,
      run: () => rail.choose(id),
    })),
    {
      id: 'rail-toggle',
      title: rail.isOpen ? 'Fold the rail' : 'Unfold the rail',
      group: 'Rail',
      keys: toggleKeys,
      run: rail.toggle,
    },
  ])
  return [
    { id: 'file', label: 'the file', size: isUnder ? stackedSize : undefined, min: 120, content: <Late>{file}</Late> },
    {
      id: 'rail',
      label: 'the rail',
      size: 280,
      min: 140,
      fixed: rail.isOpen ? undefined : tabHeight,
      content: <Rail tabs={tabs} rail={rail} />,
    },
  ]
}

/** The right column where there is room for three. */
export function RightColumn({ panes }: { panes: readonly Pane[] }) {
  return <SplitPanes id="workbench.right" direction="column" panes={panes} />
}

function Rail({ tabs, rail }: { tabs: readonly RailTab[]; rail: RailState }) {
  const { isOpen, choose, toggle } = rail
  const chosen = tabs.find(({ id }) => id === rail.tab) ?? tabs[0]
  return (
    <Tabs.Root value={isOpen ? chosen?.id : ''} onValueChange={choose} className="flex h-full min-h-0 flex-col">
      <div className={classNames('flex h-9 shrink-0 items-stretch gap-2 pr-1 pl-3', isOpen && 'border-b')}>
        <Tabs.List aria-label="Rail" className="flex min-w-0 grow items-stretch gap-3 overflow-x-auto">
          {tabs.map(({ id, label, icon, keys, badge }) => (
            <Tooltip key={id} label={label} keys={keys}>
              {/* The tooltip says its own state in `data-state`: the tab that is shown is told by `aria-selected`. */}
              <Tabs.Trigger
                value={id}
                aria-label={label}
                data-ring="inside"
                className={classNames(
                  tabClass,
                  'shrink-0 [&_svg]:size-4 aria-selected:border-accent aria-selected:text-neutral-12',
                )}
              >
                {icon}
                <span className="@max-sm:sr-only">{label}</span>
                {badge !== undefined && <span className="text-small text-neutral-10 tabular-nums">{badge}</span>}
              </Tabs.Trigger>
            </Tooltip>
          ))}
        </Tabs.List>
        <IconButton
          label={isOpen ? 'Fold the rail' : 'Unfold the rail'}
          keys={toggleKeys}
          className="self-center"
          onClick={toggle}
        >
          {isOpen ? <ChevronDown /> : <ChevronUp />}
        </IconButton>
      </div>
      {isOpen &&
        tabs.map(({ id, content }) => (
          <Tabs.Content key={id} value={id} tabIndex={-1} className="min-h-0 grow overflow-auto">
            <Late>{content}</Late>
          </Tabs.Content>
        ))}
    </Tabs.Root>
  )
}

/** Drawn after what is around it: editors and trees take long, and the step and the outline follow the cursor at once. */
function Late({ children }: { children: ReactNode }) {
  return useDeferredValue(children)
}
