import { crc32, deflateRawSync } from 'node:zlib'

export type ZipMember = {
  name: string | Buffer
  content?: string | Buffer
  /** As Unix knows it, kind and permissions. */
  mode?: number
  isEncrypted?: boolean
  /** What the directory says, where it is to lie. */
  declaredBytes?: number
}

/** A zip, byte by byte (APPNOTE.TXT 4.3): also one that no program would write. */
export function makeZip(members: readonly ZipMember[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const content = Buffer.from(member.content ?? '')
    const packed = deflateRawSync(content)
    const name = Buffer.from(member.name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(member.isEncrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(member.declaredBytes ?? content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((member.mode ?? 0o100644) * 0x10000) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    // Version made by: Unix.
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, tail, name)
    const local = [Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed]
    parts.push(...local)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const end = Buffer.alloc(22)
  end.writeUInt32BE(0x504b0506, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)])
}
