/** Whether a request of next-auth's ends the session of the browser. */
export function endsSession(method: string, path: readonly string[]): boolean {
  return method === 'POST' && path[0] === 'signout'
}

/** The same answer, which also empties the browser's cache of this site. */
export function forgetContents(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('clear-site-data', '"cache"')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
