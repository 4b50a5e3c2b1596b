/** The shapes of names that package managers give to what they write down: `x.lock`, `x-lock.json`, `go.sum`, … */
const shapes: readonly RegExp[] = [
  /(?:^|\/)[\w.]*\w\.lock(?:b|file|\.hcl|\.json)?$/i,
  /(?:^|\/)[\w.-]+[-.]lock\.(?:json|ya?ml|toml)$/i,
  /(?:^|\/)(?:gems\.locked|go(?:\.work)?\.sum|cartfile\.resolved|package\.resolved|cabal\.project\.freeze)$/i,
  /(?:^|\/)(?:npm-shrinkwrap|packages\.lock|project\.assets)\.json$|(?:^|\/)pylock\.toml$|(?:^|\/)\.pnp\.[^/]+$/i,
]

/** What a package manager wrote down about resolved versions. */
export function isLockFile(path: string): boolean {
  return shapes.some((shape) => shape.test(path))
}
