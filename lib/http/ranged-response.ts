import { Readable } from 'node:stream'

/** Some of the bytes of a content; the end is not included. */
export type ByteRange = { start: number; end: number }

export type RangedContent = {
  /** Names the content: a download of another one is not gone on with. */
  etag: string
  bytes: number
  headers: Record<string, string>
  read(range: ByteRange): Readable
}

/**
 * A download, whole, or from where one broke off (`Range`), if the content is still the same (`If-Range`); 416 for bytes that
 * there are not. Nothing is read when only the headers are asked for (`HEAD`). RFC 9110, section 14.
 */
export function rangedResponse(request: Request, { etag, bytes, headers, read }: RangedContent): Response {
  const isSame = [null, etag].includes(request.headers.get('if-range'))
  const range = isSame ? readRange(request.headers.get('range'), bytes) : undefined
  const common = { ...headers, 'accept-ranges': 'bytes', etag }
  if (range === null)
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${bytes}` } })
  const { start, end } = range ?? { start: 0, end: bytes }
  const part: Record<string, string> = range ? { 'content-range': `bytes ${start}-${end - 1}/${bytes}` } : {}
  // Node's web streams and the DOM's are the same objects under two declarations.
  const body = request.method === 'HEAD' ? null : (Readable.toWeb(read({ start, end })) as ReadableStream)
  return new Response(body, {
    status: range ? 206 : 200,
    headers: { ...common, ...part, 'content-length': String(end - start) },
  })
}

/** What `Range: bytes=…` asks for; undefined for all of it, null for what there is not. */
function readRange(header: string | null, bytes: number): ByteRange | undefined | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes : Math.min(bytes, Number(to) + 1)
  return start < end ? { start, end } : null
}
