import { type Header, pack } from 'tar-stream'
import { gather } from '@/lib/repository/archive/archive'

export type TarMember = Partial<Header> & { name: string; content?: string | Buffer }

/** A tar, also of what no honest one holds. */
export async function makeTar(members: readonly TarMember[]): Promise<Buffer> {
  const tar = pack()
  for (const { content = '', ...header } of members) tar.entry(header, content)
  tar.finalize()
  // What a tar is made of is bytes.
  return gather(tar as AsyncIterable<Buffer>)
}
