import type { SnapshotNote } from './repository'

const mostExamples = 5

/** What a note says of `count` paths. */
type Words = (count: number) => string

const files = (count: number) => (count === 1 ? '1 file' : `${count.toLocaleString('en')} files`)
const plural = (count: number, word: string) => (count === 1 ? `1 ${word}` : `${count.toLocaleString('en')} ${word}s`)
const are = (count: number) => (count === 1 ? 'is' : 'are')

/** Every kind of oddity of a source, with its sentence. */
const words = {
  submodules: (count) => `${plural(count, 'submodule')} ${are(count)} recorded, without content.`,
  links: (count) => `${plural(count, 'symbolic link')} ${are(count)} recorded, and not followed.`,
  pointers: (count) =>
    count === 1
      ? '1 file is a Git LFS pointer: what it points at is not here.'
      : `${files(count)} are Git LFS pointers: what they point at is not here.`,
  collisions: (count) => `${plural(count, 'path')} differ only in upper and lower case: all of them are kept.`,
  names: (count) => `${files(count)} cannot be kept under their names.`,
  missing: (count) => `The content of ${files(count)} is missing from this copy of the repository.`,
  duplicates: (count) => `${plural(count, 'path')} ${are(count)} in the archive more than once: the last one counts.`,
  history: (count) => `The history is cut short: ${plural(count, 'change')} ${are(count)} kept without content.`,
} satisfies Record<string, Words>

export type NoteKind = keyof typeof words

/** One note for all the paths it concerns; none when there are none. */
export function noteOf(kind: NoteKind, paths: readonly string[]): SnapshotNote[] {
  if (paths.length === 0) return []
  return [{ kind, message: words[kind](paths.length), count: paths.length, examples: paths.slice(0, mostExamples) }]
}
