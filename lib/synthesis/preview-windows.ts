import { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { requireSnapshot } from '@/lib/repository/get-snapshot'
import { loadWindows } from './load-windows'
import { SynthesisSettings } from './settings'
import type { WindowPreview } from './window-preview'

export const PreviewWindows = SynthesisSettings.omit({ granularity: true }).extend({ id: z.uuid() })

/** The windows that a synthesis of the snapshot `id` per module would have. */
export async function previewWindows(actor: Actor, input: z.input<typeof PreviewWindows>): Promise<WindowPreview> {
  requireRole(actor, 'viewer', 'see repositories')
  const { id, ...settings } = PreviewWindows.parse(input)
  await requireSnapshot(db, id)
  const windows = await loadWindows(db, id, settings)
  return {
    windows: windows.map(({ name, paths, given, tokens, isOver }) => ({
      name,
      files: paths.length,
      given: given.length,
      tokens,
      isOver,
    })),
  }
}
