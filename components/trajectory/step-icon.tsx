import {
  Eye,
  Flag,
  FolderTree,
  Lightbulb,
  ListChecks,
  type LucideIcon,
  MoveDownLeft,
  PencilLine,
  Send,
  SquareCheckBig,
  SquarePen,
} from 'lucide-react'
import type { StepKind, Tool } from '@/lib/trajectory/trajectory'

const iconByTool: Record<Tool, LucideIcon> = {
  list: FolderTree,
  plan: ListChecks,
  delegate: Send,
  read: Eye,
  write: SquarePen,
  edit: PencilLine,
  check: SquareCheckBig,
  finish: Flag,
}

export function StepIcon({ kind, tool }: { kind: StepKind; tool: Tool | null }) {
  const Icon = kind === 'think' ? Lightbulb : kind === 'observe' ? MoveDownLeft : tool ? iconByTool[tool] : Flag
  return <Icon aria-hidden className="size-3.5 shrink-0 text-neutral-10" />
}

/** What a step is called in a line: the kind for thoughts and observations, the tool for acts. */
export function nameOfStep({ kind, tool }: { kind: StepKind; tool: Tool | null }): string {
  return kind === 'act' && tool ? tool : kind
}
