import { createHash } from 'node:crypto'
import { type Received, startServer } from './http-server'

type Stored = { body: Buffer; sha256: string | undefined }

/** A storage that speaks S3 as far as pushes need it: objects and multipart uploads of one bucket. */
export async function startS3({ bucket }: { bucket: string }) {
  const objects = new Map<string, Stored>()
  const uploads = new Map<string, { key: string; sha256: string | undefined; parts: Map<number, Buffer> }>()
  /** Answers 500 to this many parts from now on, after letting `parts` through. */
  const failures = { afterParts: Number.POSITIVE_INFINITY }
  const server = await startServer(({ method, url, headers, body: sent }, response) => {
    const xml = (status: number, body: string, extra = {}) =>
      response.writeHead(status, { 'content-type': 'application/xml', ...extra }).end(body)
    const fail = (status: number, code: string) =>
      xml(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    if (!/^AWS4-HMAC-SHA256 Credential=key-id\//.test(headers.authorization ?? '')) return fail(403, 'AccessDenied')
    const [, inBucket, key = ''] = /^\/([^/]+)\/(.*)$/.exec(decodeURIComponent(url.pathname)) ?? []
    if (inBucket !== bucket) return fail(404, 'NoSuchBucket')
    const body = unchunked(sent, headers)
    const sha256 = headers['x-amz-meta-sha256'] as string | undefined
    const id = url.searchParams.get('uploadId')
    if (method === 'HEAD') {
      const found = objects.get(key)
      if (!found) return response.writeHead(404).end()
      return response
        .writeHead(200, {
          'content-length': found.body.length,
          ...(found.sha256 ? { 'x-amz-meta-sha256': found.sha256 } : {}),
        })
        .end()
    }
    if (method === 'POST' && url.searchParams.has('uploads')) {
      const name = `upload-${uploads.size + 1}`
      uploads.set(name, { key, sha256, parts: new Map() })
      return xml(
        200,
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${name}</UploadId></InitiateMultipartUploadResult>`,
      )
    }
    const upload = id ? uploads.get(id) : undefined
    if (id && !upload) return fail(404, 'NoSuchUpload')
    if (upload && method === 'GET') {
      const parts = [...upload.parts].map(
        ([number, part]) =>
          `<Part><PartNumber>${number}</PartNumber><ETag>${etagOf(part)}</ETag><Size>${part.length}</Size></Part>`,
      )
      return xml(200, `<ListPartsResult><IsTruncated>false</IsTruncated>${parts.join('')}</ListPartsResult>`)
    }
    if (upload && method === 'PUT') {
      if (failures.afterParts <= 0) return fail(400, 'Broken')
      failures.afterParts -= 1
      upload.parts.set(Number(url.searchParams.get('partNumber')), body)
      return response.writeHead(200, { etag: etagOf(body) }).end()
    }
    if (upload && method === 'POST') {
      const numbers = Array.from(sent.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g), (match) =>
        Number(match[1]),
      )
      const whole = Buffer.concat(numbers.map((number) => upload.parts.get(number) ?? Buffer.from('missing')))
      objects.set(upload.key, { body: whole, sha256: upload.sha256 })
      return xml(
        200,
        `<CompleteMultipartUploadResult><Key>${upload.key}</Key><ETag>"x"</ETag></CompleteMultipartUploadResult>`,
      )
    }
    if (method === 'PUT') {
      objects.set(key, { body, sha256 })
      return response.writeHead(200, { etag: etagOf(body) }).end()
    }
    return fail(404, 'NoSuchKey')
  })
  return { ...server, objects, uploads, failures }
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`
}

/** The SDK may send bodies in signed chunks with a trailer. */
function unchunked(body: Buffer, headers: Received['headers']): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.subarray(at, end).toString().split(';')[0] ?? '0', 16)
    if (!size) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
