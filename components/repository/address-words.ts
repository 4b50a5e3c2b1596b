/** An address as people write it: of a folder of this machine its path, of an uploaded archive its name. */
export function addressWords(url: string): string {
  const [, kind, rest = ''] = /^(file:\/\/(?=\/)|archive:)(.*)$/.exec(url) ?? []
  if (kind === undefined) return url
  const words = decoded(rest)
  return kind === 'archive:' ? `archive ${words}` : words
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
