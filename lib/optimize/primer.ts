import { renderWriteOpening } from '@/lib/trajectory/render'
import { type Episode, findWrittenFile } from './episode'

/** The work on one file, with the files that are written before it as one text. */
export type PrimedEpisode = { episode: Episode; primer: string }

/**
 * Gives each episode what an adaptive scorer should know by then: the files that are already written, in writing order, as
 * the document writes them, as far as `limitBytes` of UTF-8 go; a file that does not fit is left out. Each primer begins
 * with the one before it, so that a scorer reads every file once.
 */
export async function* withPrimers(
  episodes: AsyncIterable<Episode>,
  limitBytes: number,
): AsyncGenerator<PrimedEpisode> {
  let primer = ''
  let bytes = 0
  for await (const episode of episodes) {
    yield { episode, primer }
    const content = findWrittenFile(episode)?.content
    if (!content) continue
    const written = `${renderWriteOpening(episode.path)}${content}\n`
    const more = Buffer.byteLength(written)
    if (bytes + more > limitBytes) continue
    primer += written
    bytes += more
  }
}
