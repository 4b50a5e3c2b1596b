import type { LineMark, LineSelection } from '@/components/editor/line-tools'

/** Lines of the file that is shown, and the step that left or read it so; null for the file of the snapshot. */
export type FileSelection = LineSelection & { path: string; stepId: string | null }

/** Lines of a file as one step left it. */
export type FileMark = LineMark & { path: string; stepId: string | null }
