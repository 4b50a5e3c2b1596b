import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { NextResponse } from 'next/server'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'
import { ReceiveUpload, receiveUpload } from '@/lib/repository/receive-upload'

const binary = 'application/octet-stream'

/** The archive is the body as it is. Its type is one that a page of another site may not send (CORS). */
export const POST = guarded(async (request) => {
  const actor = await currentActor()
  if (request.headers.get('content-type') !== binary || !request.body) {
    throw new AppError('invalid', `Send the archive as ${binary}.`)
  }
  const name = new URL(request.url).searchParams.get('name')
  const bytes = request.headers.get('content-length') ?? undefined
  // Node's web streams and the DOM's are the same objects under two declarations.
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
  const upload = await receiveUpload(actor, { ...parseInput(ReceiveUpload, { name, bytes }), body })
  return NextResponse.json(upload, { status: 201 })
})
