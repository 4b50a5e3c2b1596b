import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { limits } from './limits'
import { decode, parseRef, parseSource, type Source } from './source'

/** What is to be imported, as people give it. */
export const ImportRequest = z.object({
  /**
   * The https:// address of a git repository or of a folder in it, or of an upload; for the operator and local
   * administrators also a path or a file:// URL.
   */
  source: z.string().min(1, 'give the address of a git repository, or a path').max(2000),
  /** A branch, a tag or a commit; the default branch otherwise. */
  ref: z.string().max(250).nullish(),
  /** Only this folder, as a repository of its own. */
  folder: z.string().max(500).nullish(),
  /** How many commits of history are kept; 1 is the pinned commit alone. */
  depth: z.coerce.number().int().min(1).max(limits.depth).default(1),
})

export type ImportRequest = z.input<typeof ImportRequest>

/** The same, understood. */
export type ImportTarget = { source: Source; ref: string | undefined; depth: number }

/** Throws `invalid` with a sentence for what can never be imported. */
export function parseTarget(given: ImportRequest): ImportTarget {
  const { source: text, ref, folder, depth } = ImportRequest.parse(given)
  const page = readTreePage(text.trim(), ref?.trim() ?? '')
  const source = parseSource(page?.address ?? text, folder?.trim() || page?.folder)
  const pinned = ref?.trim() || page?.ref
  if (source.kind === 'upload' && (pinned || depth > 1)) {
    throw new AppError('invalid', 'An archive has no branches and no history: leave both out.')
  }
  return { source, ref: pinned ? parseRef(pinned) : undefined, depth }
}

/** How hosts address the page of a folder at a ref: GitHub, GitLab, and Gitea with Forgejo. */
const treePages = [
  /^(https:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\/(.+)$/,
  /^(https:\/\/[^/]+\/.+?)\/-\/tree\/(.+)$/,
  /^(https:\/\/[^/]+\/[^/]+\/[^/]+)\/src\/(?:branch|tag|commit)\/(.+)$/,
]

type TreePage = { address: string; ref: string; folder: string | undefined }

/** A branch that holds a slash can be told from the folder behind it only when it is given beside the address. */
function readTreePage(text: string, given: string): TreePage | undefined {
  for (const pattern of treePages) {
    const [, address, encoded] = pattern.exec(text.replace(/\?.*$/, '').replace(/\/+$/, '')) ?? []
    if (!address || !encoded) continue
    const rest = decode(encoded)
    const ref = given !== '' && `${rest}/`.startsWith(`${given}/`) ? given : (rest.split('/', 1)[0] ?? '')
    return { address, ref, folder: rest.slice(ref.length + 1) || undefined }
  }
  return undefined
}
