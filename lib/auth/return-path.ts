/** A path of this very site to go back to after signing in; anything else, or nothing, leads home. */
export function returnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith('/') || asked.startsWith('/api/')) return '/'
  const base = 'http://retrace.invalid'
  const url = URL.parse(asked, base)
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/'
}
