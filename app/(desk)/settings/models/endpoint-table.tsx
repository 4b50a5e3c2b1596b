'use client'

import { Lock } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { formatMicrodollars } from '@/components/ui/money'
import { formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import type { ListedEndpoint, ListedScorer } from '@/lib/llm/list-endpoints'
import { ConnectionTest } from './connection-test'
import { EndpointMenu } from './endpoint-menu'
import { EndpointState } from './endpoint-state'
import { formatPrices } from './prices'

type Listed = ListedEndpoint | ListedScorer

type Props = { label: string; endpoints: readonly Listed[]; isEditable: boolean }

/** Everybody sees the endpoints and what their last tests found; administrators change and test them. */
export function EndpointTable({ label, endpoints, isEditable }: Props) {
  const [openId, setOpenId] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const openTest = (id: string) => {
    setOpenId(id)
    setOpen(true)
  }
  const shown = endpoints.find(({ id }) => id === openId)
  return (
    <>
      <DataTable
        label={label}
        columns={columnsFor(openTest, isEditable)}
        rows={endpoints}
        rowKey={({ id }) => id}
        minWidth="min-w-200"
        className="shrink-0"
      />
      {shown && (
        <ConnectionTest
          key={shown.id}
          endpoint={shown}
          isEditable={isEditable}
          isOpen={isOpen}
          onOpenChange={setOpen}
        />
      )}
    </>
  )
}

function columnsFor(openTest: (id: string) => void, isEditable: boolean): Column<Listed>[] {
  const menu: Column<Listed> = {
    id: 'menu',
    header: '',
    width: 'w-15',
    align: 'end',
    cell: (endpoint) => <EndpointMenu endpoint={endpoint} onTest={() => openTest(endpoint.id)} />,
  }
  return [
    { id: 'name', header: 'Name', cell: (endpoint) => <Name endpoint={endpoint} /> },
    { id: 'model', header: 'Model', cell: ({ model }) => <Mono text={model} /> },
    { id: 'host', header: 'Host', cell: ({ host, baseUrl }) => <Mono text={host} title={baseUrl} /> },
    {
      id: 'state',
      header: 'Last test',
      width: 'w-42',
      cell: (endpoint) => <LastTest endpoint={endpoint} onOpen={() => openTest(endpoint.id)} />,
    },
    {
      id: 'price',
      header: <span title="Dollars per million tokens of input and of output">Price in / out</span>,
      width: 'w-28',
      cell: (endpoint) => <span className="text-neutral-10">{formatPrices(endpoint)}</span>,
    },
    { id: 'month', header: 'This month', width: 'w-34', align: 'end', cell: ({ month }) => <Month month={month} /> },
    ...(isEditable ? [menu] : []),
  ]
}

type Cell = { endpoint: Listed }

function Name({ endpoint: { name, isFixed } }: Cell) {
  return (
    <span className="flex items-center gap-1.5">
      <span className="truncate font-medium" title={isFixed ? 'Given by the operator in the environment' : name}>
        {name}
      </span>
      {isFixed && <Lock aria-label="cannot be edited" className="size-3.5 shrink-0 text-neutral-9" />}
    </span>
  )
}

function LastTest({ endpoint: { name, capabilities }, onOpen }: Cell & { onOpen: () => void }) {
  return (
    <Button
      tone="quiet"
      className="-ml-2 max-w-full justify-start! px-2!"
      aria-label={`Test of ${name}`}
      onClick={onOpen}
    >
      <EndpointState capabilities={capabilities} />
      {capabilities && <RelativeTime iso={capabilities.testedAt} className="font-normal text-neutral-10" />}
    </Button>
  )
}

function Month({ month: { calls, microdollars } }: Pick<Listed, 'month'>) {
  if (calls === 0) return <span className="text-neutral-10">no calls</span>
  return `${formatUnit(calls, 'call')} · ${formatMicrodollars(microdollars)}`
}

function Mono({ text, title = text }: { text: string; title?: string }) {
  return (
    <code className="font-mono text-code" title={title}>
      {text}
    </code>
  )
}
