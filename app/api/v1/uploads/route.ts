import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { NextResponse } from 'next/server'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { receiveForeignFile } from '@/lib/foreign/receive-foreign-file'
import { parseInput } from '@/lib/http/parse-input'
import { guarded } from '@/lib/http/route'
import { ReceiveUpload, receiveUpload } from '@/lib/repository/archive/receive-upload'

const binary = 'application/octet-stream'

/** The archive, or the file of trajectories (`kind=trajectories`), is the body as it is. Its type is one that a page of another site may not send (CORS). */
export const POST = guarded(async (request) => {
  const actor = await currentActor()
  if (request.headers.get('content-type') !== binary || !request.body) {
    throw new AppError('invalid', `Send the file as ${binary}.`)
  }
  const { searchParams } = new URL(request.url)
  const name = searchParams.get('name')
  const bytes = request.headers.get('content-length') ?? undefined
  // Node's web streams and the DOM's are the same objects under two declarations.
  const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
  const receive = searchParams.get('kind') === 'trajectories' ? receiveForeignFile : receiveUpload
  const upload = await receive(actor, { ...parseInput(ReceiveUpload, { name, bytes }), body })
  return NextResponse.json(upload, { status: 201 })
})
