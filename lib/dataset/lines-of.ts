/**
 * The lines of a text that comes in pieces of UTF-8, without their ends. Only `\n` ends a line: within JSON U+2028 stands as
 * it is, which `node:readline` takes for an end. The mark that a text may begin with belongs to it.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  let begun = ''
  for await (const piece of source) {
    const lines = utf8.decode(piece, { stream: true }).split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) {
      yield begun + line
      begun = ''
    }
    begun += last
  }
  begun += utf8.decode()
  if (begun !== '') yield begun
}
