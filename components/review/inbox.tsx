'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { AtSign, Check, MailOpen, MessageSquare, Reply } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Section } from '@/components/frame/home/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Segments } from '@/components/ui/segments'
import { useCommands } from '@/components/ui/use-commands'
import { fetchJson } from '@/lib/http/client'
import { type InboxEntry, Unread } from '@/lib/review/inbox'
import { inboxQuery, refreshInbox } from './review-queries'

const shows = [
  { value: 'open', label: 'Open', hint: 'Unread, or not resolved' },
  { value: 'all', label: 'All' },
] as const

const reasons = {
  mention: { icon: <AtSign aria-label="mentions you" />, words: 'mentions you' },
  reply: { icon: <Reply aria-label="replies" />, words: 'replies' },
  work: { icon: <MessageSquare aria-label="comments on your work" />, words: 'comments on your work' },
}

/** What was said to this person: mentions, replies, and threads on what they have worked on. */
export function Inbox() {
  const client = useQueryClient()
  const [show, setShow] = useState<'open' | 'all'>('open')
  const { data, error, refetch } = useQuery(inboxQuery(show))
  const mark = useMutation({
    mutationFn: (body: { ids?: string[]; isRead: boolean }) =>
      fetchJson(Unread, '/api/v1/inbox', { method: 'PATCH', body }),
    onSuccess: () => refreshInbox(client),
  })
  const unread = data?.unread ?? 0
  const markAll = () => mark.mutate({ isRead: true })
  useCommands(
    unread > 0 ? [{ id: 'inbox-read', title: 'Mark the whole inbox as read', group: 'Inbox', run: markAll }] : [],
  )
  if (!error && data?.rows.length === 0 && show === 'open' && unread === 0)
    return <InboxSection show={show} onShow={setShow} isQuiet />
  return (
    <InboxSection show={show} onShow={setShow} onMarkAll={unread > 0 ? markAll : undefined}>
      {error && <ErrorPanel sentence={error.message} onRetry={() => refetch()} />}
      <ul className="border-t">
        {data?.rows.map((row) => (
          <InboxRow key={row.id} row={row} onMark={(isRead) => mark.mutate({ ids: [row.id], isRead })} />
        ))}
        {data?.rows.length === 0 && <li className="py-3 text-neutral-10">Nothing was said to you yet.</li>}
      </ul>
    </InboxSection>
  )
}

type SectionProps = {
  show: 'open' | 'all'
  onShow: (show: 'open' | 'all') => void
  onMarkAll?: () => void
  isQuiet?: boolean
  children?: React.ReactNode
}

function InboxSection({ show, onShow, onMarkAll, isQuiet = false, children }: SectionProps) {
  return (
    <div id="inbox" className="scroll-mt-4">
      <Section
        title="Inbox"
        note={
          <span className="flex items-center gap-2">
            {onMarkAll && (
              <Button tone="quiet" onClick={onMarkAll}>
                <Check aria-hidden /> Mark all as read
              </Button>
            )}
            <Segments label="Which comments" segments={shows} value={show} onChange={onShow} />
          </span>
        }
      >
        {isQuiet ? (
          <p className="border-t pt-3 text-neutral-10">
            Nothing is open. Mentions, replies, and comments on what you have worked on come here.
          </p>
        ) : (
          children
        )}
      </Section>
    </div>
  )
}

function InboxRow({ row, onMark }: { row: InboxEntry; onMark: (isRead: boolean) => void }) {
  const { reason, isRead, by, text, repository, trajectoryId, position, isResolved, createdAt } = row
  const query = new URLSearchParams({ rail: 'comments', ...(position === null ? {} : { step: String(position) }) })
  return (
    <li className="flex items-center gap-2 border-b pr-2 hover:bg-neutral-3">
      <Link
        href={`/trajectories/${trajectoryId}?${query}`}
        onClick={() => !isRead && onMark(true)}
        data-ring="inside"
        className="flex min-h-row min-w-0 grow items-center gap-3 px-2 py-1"
      >
        <span
          title={isRead ? undefined : 'Unread'}
          className={`size-2 shrink-0 rounded-full ${isRead ? '' : 'bg-accent-solid'}`}
        >
          {!isRead && <span className="sr-only">unread</span>}
        </span>
        <span title={reasons[reason].words} className="shrink-0 text-neutral-10 [&_svg]:size-4">
          {reasons[reason].icon}
        </span>
        <span className={`w-32 shrink-0 truncate ${isRead ? '' : 'font-semibold'}`}>{by}</span>
        <span className={`min-w-0 grow truncate ${isRead ? 'text-neutral-11' : ''}`}>{text}</span>
        {isResolved && (
          <Badge tone="good" icon={<Check aria-hidden />}>
            resolved
          </Badge>
        )}
        <span className="max-w-48 shrink-0 truncate text-neutral-10 max-md:hidden">
          {repository}
          {position !== null && `, step ${position + 1}`}
        </span>
        <RelativeTime iso={createdAt} className="w-20 shrink-0 text-right text-neutral-10" />
      </Link>
      <IconButton label={isRead ? 'Mark as unread' : 'Mark as read'} onClick={() => onMark(!isRead)}>
        {isRead ? <MessageSquare /> : <MailOpen />}
      </IconButton>
    </li>
  )
}
