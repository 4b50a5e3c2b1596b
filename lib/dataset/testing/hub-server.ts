import { createHash } from 'node:crypto'
import { startServer } from './http-server'

/** A server that speaks as the Hub does: repositories of datasets, uploads by SHA-256, commits. */
export async function startHub({ token }: { token: string }) {
  const repositories = new Set<string>()
  const blobs = new Map<string, Buffer>()
  const commits: Map<string, Buffer>[] = []
  /** Uploads that end in the middle. */
  const failures = { uploads: 0 }
  const server = await startServer(({ method, url, headers, body }, response) => {
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const { pathname } = url
    const [, sha] = /^\/upload\/([0-9a-f]{64})$/.exec(pathname) ?? []
    if (method === 'PUT' && sha) {
      if (failures.uploads > 0) {
        failures.uploads -= 1
        return response.destroy()
      }
      if (createHash('sha256').update(body).digest('hex') !== sha) return json(400, { error: 'The sum is wrong.' })
      blobs.set(sha, body)
      return response.writeHead(200).end()
    }
    if (headers.authorization !== `Bearer ${token}`) return json(401, { error: 'Invalid credentials' })
    if (pathname === '/api/repos/create') {
      const { name, organization, type } = JSON.parse(body.toString())
      const id = `${organization}/${name}`
      if (type !== 'dataset') return json(400, { error: 'No dataset.' })
      if (repositories.has(id)) return json(409, { error: 'You already created this dataset repo' })
      repositories.add(id)
      return json(200, { url: `${server.url}/datasets/${id}`, id })
    }
    const [, action] = /^\/api\/datasets\/[\w.-]+\/[\w.-]+\/(preupload|commit)\/main$/.exec(pathname) ?? []
    if (action === 'preupload') {
      const { files } = JSON.parse(body.toString()) as { files: { path: string }[] }
      const modeOf = (path: string) => (path.startsWith('data/') ? 'lfs' : 'regular')
      return json(200, { files: files.map(({ path }) => ({ path, uploadMode: modeOf(path) })) })
    }
    if (pathname.endsWith('.git/info/lfs/objects/batch')) {
      const { objects } = JSON.parse(body.toString()) as { objects: { oid: string; size: number }[] }
      return json(200, {
        transfer: 'basic',
        objects: objects.map((object) => ({
          ...object,
          ...(blobs.has(object.oid) ? {} : { actions: { upload: { href: `${server.url}/upload/${object.oid}` } } }),
        })),
      })
    }
    if (action === 'commit') {
      const files = new Map<string, Buffer>()
      for (const line of body.toString().trim().split('\n')) {
        const { key, value } = JSON.parse(line)
        if (key === 'file') files.set(value.path, Buffer.from(value.content, value.encoding))
        if (key === 'lfsFile') files.set(value.path, blobs.get(value.oid) ?? Buffer.from('missing'))
      }
      commits.push(files)
      return json(200, { success: true, commitOid: 'c'.repeat(40), commitUrl: server.url, hookOutput: '' })
    }
    return json(404, { error: 'Not found' })
  })
  return { ...server, commits, blobs, failures }
}
