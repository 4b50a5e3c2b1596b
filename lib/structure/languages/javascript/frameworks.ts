/** Prefixes that cannot begin a package name: by convention they are folders of the package that holds the file. */
export const conventions: ReadonlyArray<readonly [prefix: string, folders: readonly string[]]> = [
  ['@/', ['src', '', 'app', 'lib', 'resources/js']],
  ['~/', ['', 'src', 'app']],
  ['@site/', ['']],
  ['@@/', ['']],
  ['~~/', ['']],
  ['$lib/', ['src/lib']],
  ['#shared/', ['shared']],
  ['/', ['', 'src', 'public']],
]

/** Modules that a framework makes up while it builds. */
const virtual: ReadonlyArray<readonly [pattern: RegExp, name: string]> = [
  [/^#(?:app|imports|components|build)(?:\/|$)/, 'nuxt'],
  [/^(?:\$(?:app|env)\/|\$service-worker$)/, '@sveltejs/kit'],
  [/(?:^|\/)\$types(?:\.js)?$/, '@sveltejs/kit'],
]

/** The framework whose build provides a module of that name. */
export function frameworkOf(specifier: string): string | undefined {
  return virtual.find(([pattern]) => pattern.test(specifier))?.[1]
}
