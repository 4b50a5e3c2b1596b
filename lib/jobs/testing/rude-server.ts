import { connect, createServer, type Socket } from 'node:net'

/** The error of PostgreSQL when it is told to stop: severity, code and message. */
const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command', '']
const goodbye = errorResponse(fields.map((field) => `${field}\0`).join(''))
const terminate = Buffer.from([0x58, 0, 0, 0, 4])

export type RudeServer = { url: string; goodbyes(): number; close(): Promise<void> }

/**
 * Stands in front of a database and passes everything on; but a client that closes its connection is told that the
 * server stops, as happens when the server does so at that very moment.
 */
export async function openRudeServer(databaseUrl: string): Promise<RudeServer> {
  const url = new URL(databaseUrl)
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  let goodbyes = 0
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    for (const socket of [client, database]) sockets.add(socket.on('error', () => socket.destroy()))
    client.on('data', (chunk) => {
      database.write(chunk)
      if (!chunk.subarray(-terminate.length).equals(terminate)) return
      goodbyes += 1
      client.write(goodbye)
    })
    database.pipe(client)
    client.on('end', () => database.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address && typeof address === 'object') url.port = String(address.port)
  return {
    url: url.href,
    goodbyes: () => goodbyes,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function errorResponse(body: string): Buffer {
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(4 + Buffer.byteLength(body), 1)
  return Buffer.concat([head, Buffer.from(body)])
}
