import { readOutline } from '@/lib/structure/read-outlines'
import { type Stub, stubOf } from '@/lib/structure/stub'
import type { ProjectFile } from '@/lib/synthesis/project'

/** The file with its declarations in place and nothing behind them; undefined where that is not to be had or does not parse. */
export async function stubDraft({ path, content, outline }: ProjectFile): Promise<Stub | undefined> {
  const stub = outline ? stubOf(path, content, outline) : undefined
  const parsed = stub && (await readOutline({ path, text: stub.text }))
  return parsed?.parseErrors.length === 0 ? stub : undefined
}
