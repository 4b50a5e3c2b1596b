import { spawn } from 'node:child_process'
import type { RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** Trusted by nobody: a certificate for `git.example.test` and `moved.example.test` that only tests use. */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBwTCCAWagAwIBAgIUZ9i9WVDmSInVWBtzTCVJqc2WI84wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQZ2l0LmV4YW1wbGUudGVzdDAgFw0yNjExMjIxODMxMDVaGA8y
MTI2MTAyOTE4MzEwNVowGzEZMBcGA1UEAwwQZ2l0LmV4YW1wbGUudGVzdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABB7aDrZ/8RHYQC9Mp0Wcj6REOrcmXFfUnuCQ
M+oBo889CGNpSeHGEFICTXoFPwEbgc/8dlX7aqm/tvAli3tCScqjgYUwgYIwHQYD
VR0OBBYEFJRsJ7xr3493KGlppZyTScKxI0h+MB8GA1UdIwQYMBaAFJRsJ7xr3493
KGlppZyTScKxI0h+MC8GA1UdEQQoMCaCEGdpdC5leGFtcGxlLnRlc3SCEm1vdmVk
LmV4YW1wbGUudGVzdDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYC
IQC3Be8/eocFsa8WZNzuathqDxt6RzR45UrG2CeR5zQR+gIhAPfaAw5YMlb4EoJ+
2h8WDOuKiqxGSzhDTygpW0sODHiR
-----END CERTIFICATE-----
`
const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPbzTsNXLleTSrrAx
L5Gvu7b3Gosa9i20Ei5MVPt9ITShRANCAAQe2g62f/ER2EAvTKdFnI+kRDq3JlxX
1J7gkDPqAaPPPQhjaUnhxhBSAk16BT8BG4HP/HZV+2qpv7bwJYt7QknK
-----END PRIVATE KEY-----
`

export type GitServer = { port: number; close(): Promise<void> }

/** A real git server over https: `git http-backend` for the repositories in a folder; `intercept` may answer first. */
export async function serveGit(
  folder: string,
  intercept: (path: string, response: ServerResponse) => boolean = () => false,
): Promise<GitServer> {
  const server = createServer({ key: testKey, cert: testCertificate }, (request, response) => {
    if (!intercept(request.url ?? '', response)) runBackend(folder)(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // A server that listens on a port has such an address.
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The CGI protocol (RFC 3875): the request in the environment and on stdin, headers before the answer on stdout. */
const runBackend =
  (folder: string): RequestListener =>
  (request, response) => {
    const url = new URL(request.url ?? '/', 'https://git.example.test')
    const backend = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        REQUEST_METHOD: request.method,
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    })
    request.pipe(backend.stdin)
    backend.stdin.on('error', () => {})
    let head = Buffer.alloc(0)
    const readHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      backend.stdout.off('data', readHead)
      const headers = head.subarray(0, end).toString('latin1').split('\r\n')
      for (const line of headers) {
        const [name = '', value = ''] = line.split(/: (.*)/s)
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
        else response.setHeader(name, value)
      }
      response.write(head.subarray(end + 4))
      backend.stdout.pipe(response)
    }
    backend.stdout.on('data', readHead)
    response.on('close', () => backend.kill())
  }
