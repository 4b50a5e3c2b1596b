import { cutParts } from '@/lib/synthesis/draft/cut-parts'
import type { Draft } from '@/lib/trajectory/trajectory'
import type { SubRun } from './sub-run'

/** Writes the final file: at once, or part by part where it is too long for that, with a thought before each further part. */
export async function writeParts(work: SubRun, draft?: Draft): Promise<void> {
  const { source, file, think, write, edit, partBytes } = work
  const parts = cutParts(source.content, source.outline, partBytes)
  let content = ''
  for (const [place, { text, names }] of parts.entries()) {
    content += text
    if (place === 0) {
      write(content, draft)
      continue
    }
    await think({ kind: 'part', file, names, part: place + 1, parts: parts.length })
    edit(content)
  }
}
