import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

export type Received = { method: string; url: URL; headers: IncomingMessage['headers']; body: Buffer }

/** A real server on a free port; what it does not know it answers with 404. */
export async function startServer(
  answer: (request: Received, response: ServerResponse) => void,
): Promise<{ url: string; requests: Received[]; stop(): Promise<void> }> {
  const requests: Received[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://server')
    const received = { method: request.method ?? '', url, headers: request.headers, body: await buffer(request) }
    requests.push(received)
    answer(received, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
