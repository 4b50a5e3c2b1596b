'use client'

import { FolderTree, MessageSquare, Network, Sparkles, Tag } from 'lucide-react'
import { CandidatesTab } from '@/components/optimize/candidates-tab'
import { AnnotationsTab } from '@/components/review/annotations-tab'
import { CommentsTab } from '@/components/review/comments-tab'
import type { Review } from '@/components/review/use-review'
import type { StepEntry, StepView, TrajectoryView } from '@/lib/trajectory/view'
import type { FileHistory } from './file/file-history'
import { GraphTab } from './graph-tab'
import type { RailTab } from './rail'
import { RepositoryTab } from './repository-tab'
import type { ThoughtTools } from './use-thought-tools'

/** What the tabs of the rail are about; each takes what it needs. */
export type RailContext = {
  view: TrajectoryView
  /** What each step made of each file. */
  history: FileHistory
  /** Where the cursor is. */
  entry: StepEntry
  /** Its content; of the step before while that is on its way. */
  step: StepView | undefined
  tools: ThoughtTools
  review: Review
  onGo: (position: number) => void
}

/** The tabs of the rail in their order: an entry here is all that one needs. */
export function railTabs({ view, history, entry, step, tools, review, onGo }: RailContext): RailTab[] {
  return [
    {
      id: 'files',
      label: 'Files',
      icon: <FolderTree aria-hidden />,
      keys: 'w f',
      content: <RepositoryTab view={view} history={history} position={entry.position} onGo={onGo} />,
    },
    {
      id: 'graph',
      label: 'Graph',
      icon: <Network aria-hidden />,
      keys: 'w g',
      content: <GraphTab view={view} history={history} position={entry.position} onGo={onGo} />,
    },
    {
      id: 'candidates',
      label: 'Candidates',
      icon: <Sparkles aria-hidden />,
      keys: 'w c',
      badge: entry.candidates || undefined,
      content: <CandidatesTab step={step?.id === entry.id ? step : undefined} adoption={tools.adoption} />,
    },
    {
      id: 'annotations',
      label: 'Annotations',
      icon: <Tag aria-hidden />,
      keys: 'w a',
      badge: review.annotations.length || undefined,
      content: <AnnotationsTab review={review} entry={entry} onGo={onGo} />,
    },
    {
      id: 'comments',
      label: 'Comments',
      icon: <MessageSquare aria-hidden />,
      keys: 'w m',
      badge: review.threads.filter(({ resolvedAt }) => resolvedAt === null).length || undefined,
      content: <CommentsTab review={review} stepId={entry.id} onGo={onGo} />,
    },
  ]
}
