import { posix } from 'node:path'
import type { Project } from '@/lib/structure/language'

/** Files that say where headers are searched, and how they say it: the first group holds one or more folders. */
const manifests: ReadonlyArray<readonly [file: RegExp, words: RegExp]> = [
  [/(?:^|\/)CMakeLists\.txt$|\.cmake$/, /\b(?:target_)?include_directories\s*\(([^)]*)\)/gi],
  [
    /(?:^|\/)(?:GNUm|M|m)akefile(?:\.[a-z]+)?$|\.mk$|(?:^|\/)configure\.(?:ac|in)$/,
    /-(?:I|isystem|iquote)[ \t]*("[^"\n]+"|[^\s"',]+)/g,
  ],
  [/(?:^|\/)meson\.build$/, /\binclude_directories\s*\(([^)]*)\)/g],
  [/(?:^|\/)(?:BUILD|BUILD\.bazel)$/, /\b(?:includes|strip_include_prefix)\s*=\s*(\[[^\]]*\]|"[^"]*")/g],
  [/(?:^|\/)(?:setup\.py|binding\.gyp|[^/]+\.gypi?)$/, /\binclude_dirs['"]?\s*[=:]\s*\[([^\]]*)\]/g],
  [/(?:^|\/)compile_commands\.json$/, /-(?:I|isystem|iquote)(?:[ \t]*|", *")([^\s",\\]+)/g],
]

/** Folders in which headers are searched: the repository, those called include and src, those that its build files name. */
export function searchPathsOf(project: Project): ReadonlySet<string> {
  const folders = foldersOf(project.paths)
  const found = new Set([''])
  for (const folder of folders) if (/(?:^|\/)(?:include|inc|src)$/.test(folder)) found.add(folder)
  for (const path of project.paths) {
    for (const [file, words] of manifests) {
      const text = file.test(path) ? project.read(path) : undefined
      for (const [, listed = ''] of text?.matchAll(words) ?? []) {
        for (const written of listed.split(/[\s,;]+/)) add(posix.dirname(path), written)
      }
    }
  }
  return found

  /** A folder as written is under that of its build file or under the repository, whatever variable stands before it. */
  function add(from: string, written: string): void {
    const plain = written
      .replace(/["'[\]]/g, '')
      .replace(/^\$<\w+:|>$/g, '')
      .replace(/^(?:\$[({]\w+[)}]|@\w+@)\/?/, '')
    if (/[$<@*]/.test(plain)) return
    const candidates = plain.startsWith('/') ? tails(plain) : [posix.join(from, plain), posix.normalize(plain || '.')]
    const folder = candidates.map((each) => each.replace(/\/$/, '')).find((each) => folders.has(each))
    if (folder) found.add(folder)
  }
}

/** Every folder that holds a file, at any depth. */
export function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let at = posix.dirname(path); at !== '.' && !folders.has(at); at = posix.dirname(at)) folders.add(at)
  }
  return folders
}

/** `/home/me/queue/include` may be any of `home/me/queue/include`, `me/queue/include`, … */
function tails(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  return parts.map((_, index) => parts.slice(index).join('/'))
}
