'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Markdown } from '@/components/trajectory/markdown'
import { IconButton } from '@/components/ui/icon-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { CommentView, Person } from '@/lib/review/comment'
import { mentionParts } from '@/lib/review/mention'
import { CommentComposer } from './comment-composer'

export type CommentItemProps = {
  comment: CommentView
  people: readonly Person[]
  isOwn: boolean
  onEdit: (words: { text: string; mentions: string[] }) => void
  onDelete: () => void
}

/** What somebody said; its author may change or delete it. */
export function CommentItem({ comment, people, isOwn, onEdit, onDelete }: CommentItemProps) {
  const [isEditing, setIsEditing] = useState(false)
  const { id, by, text, mentions, createdAt, editedAt, isDeleted } = comment
  if (isDeleted)
    return (
      <li className="py-1.5 text-neutral-10">
        {by} deleted a comment, <RelativeTime iso={createdAt} />
      </li>
    )
  return (
    <li className="group grid gap-1 py-1.5">
      <div className="flex min-h-6 items-center gap-2">
        <span className="font-medium">{by}</span>
        <RelativeTime iso={createdAt} className="text-small text-neutral-10" />
        {editedAt && <span className="text-small text-neutral-10">edited</span>}
        {isOwn && !isEditing && (
          <span className="ml-auto flex">
            <IconButton label="Edit the comment" onClick={() => setIsEditing(true)}>
              <Pencil />
            </IconButton>
            <IconButton label="Delete the comment" onClick={onDelete}>
              <Trash2 />
            </IconButton>
          </span>
        )}
      </div>
      {isEditing ? (
        <CommentComposer
          draftKey={`edit ${id}`}
          initial={text}
          people={people}
          action="Save"
          label="Edit the comment"
          autoFocus
          onCancel={() => setIsEditing(false)}
          onSubmit={(words) => {
            onEdit(words)
            setIsEditing(false)
          }}
        />
      ) : (
        <Markdown text={withMentions(text, mentions)} className="text-ui!" />
      )}
    </li>
  )
}

/** The mentions of a text set apart, as Markdown says it. */
function withMentions(text: string, people: readonly Person[]): string {
  return mentionParts(text, people)
    .map((part) => (part.person ? `**${part.text}**` : part.text))
    .join('')
}
