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
  SquareTerminal,
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
  const Icon =
    kind === 'think' ? Lightbulb : kind === 'observe' ? MoveDownLeft : tool ? iconByTool[tool] : SquareTerminal
  return <Icon aria-hidden className="size-3.5 shrink-0 text-neutral-10" />
}

type Named = { kind: StepKind; tool: Tool | null; call?: string | null }

/** What a step is called in a line: the kind for thoughts and observations, the tool for acts, as its agent calls it. */
export function nameOfStep({ kind, tool, call }: Named): string {
  return kind === 'act' ? (call ?? tool ?? kind) : kind
}
