import { AppError } from '@/lib/errors'
import { digestOf, type HashedFile, hashContent } from '@/lib/repository/content-hash'
import { entryPath, uniquePath } from '@/lib/repository/entry-path'
import { tooManyFiles } from '@/lib/repository/git/read-tree'
import { limits } from '@/lib/repository/limits'
import { noteOf } from '@/lib/repository/note'
import type { Tree, TreeEntry } from '@/lib/repository/tree'
import type { Archive, ArchiveMember } from './archive'
import { explainDamage } from './unpacking-limit'

/** A member, with its place among all of them, and its digest where the archive has no commit. */
type Listed = Pick<ArchiveMember, 'mode' | 'bytes' | 'problem'> & { name: string; place: number; digest: string }

/**
 * The tree of an archive, in two walks: the first lists it, the second reads what is wanted. Nothing is written
 * anywhere. It is pinned at the commit that `git archive` noted, else at a hash of its content. When everything lies in
 * one folder, as in the archives of GitHub, paths begin below it.
 */
export async function readArchive(archive: Archive, folder: string | undefined, signal: AbortSignal): Promise<Tree> {
  const listed = await list(archive, signal)
  const { kept, duplicates } = lastOfEachName(listed)
  const inside = folder === undefined ? withoutTopFolder(kept) : findFolder(kept, folder)
  const taken = new Set<string>()
  const entries = inside.map((member) => toEntry(member, taken))
  const digests = inside.map(({ mode, digest }, at): HashedFile => ({ path: entries[at]?.path ?? '', mode, digest }))
  return {
    commit: archive.commit() ?? hashContent(digests),
    entries,
    read: (wanted, readSignal) => readMembers(archive, wanted, readSignal),
    notes: noteOf('duplicates', duplicates),
  }
}

async function list(archive: Archive, signal: AbortSignal): Promise<Listed[]> {
  const listed: Listed[] = []
  let place = 0
  for await (const member of archive.members(signal)) {
    if (listed.length === limits.files) throw tooManyFiles()
    const { mode, bytes, problem } = member
    // Latin-1 keeps every byte, whatever the name is written in.
    const name = member.name.toString('latin1').replace(/^(?:\.\/)+/, '')
    const isHashed = archive.commit() === undefined && problem === undefined && bytes <= limits.fileBytes
    const content = isHashed ? await readMember(member, signal) : undefined
    listed.push({ name, mode, bytes, problem, place: place++, digest: digestOf(content, bytes) })
  }
  return listed
}

/** As every program that unpacks it would have it. */
function lastOfEachName(listed: readonly Listed[]): { kept: Listed[]; duplicates: string[] } {
  const places = new Map(listed.map(({ name, place }) => [name, place]))
  const kept = listed.filter(({ name, place }) => places.get(name) === place)
  const twice = new Set(listed.filter(({ name, place }) => places.get(name) !== place).map(({ name }) => name))
  return { kept, duplicates: [...twice].map((name) => entryPath(Buffer.from(name, 'latin1')).path) }
}

function withoutTopFolder(listed: Listed[]): Listed[] {
  const top = listed[0]?.name.split('/', 1)[0] ?? ''
  const isCommon = top !== '' && top !== '..' && listed.every(({ name }) => name.startsWith(`${top}/`))
  return isCommon ? listed.map((member) => ({ ...member, name: member.name.slice(top.length + 1) })) : listed
}

/** The folder around everything may be named or not. */
function findFolder(listed: Listed[], folder: string): Listed[] {
  const start = `${Buffer.from(folder).toString('latin1')}/`
  for (const members of [withoutTopFolder(listed), listed]) {
    const inside = members.filter(({ name }) => name.startsWith(start))
    if (inside.length > 0) return inside.map((member) => ({ ...member, name: member.name.slice(start.length) }))
  }
  throw new AppError('not_found', `The archive has no folder “${folder}”.`)
}

function toEntry({ name, mode, bytes, problem, place }: Listed, taken: Set<string>): TreeEntry {
  const { path, nameProblem } = entryPath(Buffer.from(name, 'latin1'))
  return { path: uniquePath(path, taken), nameProblem: nameProblem ?? problem, mode, bytes, address: String(place) }
}

async function* readMembers(
  archive: Archive,
  wanted: readonly TreeEntry[],
  signal: AbortSignal,
): AsyncGenerator<[TreeEntry, Buffer | undefined]> {
  const byPlace = new Map(wanted.map((entry) => [entry.address, entry]))
  let place = 0
  if (byPlace.size === 0) return
  for await (const member of archive.members(signal)) {
    const entry = byPlace.get(String(place++))
    if (!entry) continue
    yield [entry, await readMember(member, signal)]
    byPlace.delete(entry.address)
    if (byPlace.size === 0) return
  }
}

async function readMember(member: ArchiveMember, signal: AbortSignal): Promise<Buffer> {
  return member.read().catch((error) => {
    throw explainDamage(error, signal)
  })
}
