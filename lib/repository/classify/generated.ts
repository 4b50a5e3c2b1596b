import { pathTest, readPathPatterns } from './linguist-data'
import { isLockFile } from './lock-file'

/** Linguist's names of what tools write, less those of dependencies: these are vendored or lock files. */
const listed = readPathPatterns('generated.rb').filter((pattern) => !/node_modules|vendor|Godeps|Pods/.test(pattern))

/** Names that its list lacks. */
const additions: readonly string[] = [
  '(?i)(^|/)(generated|\\.generated)/',
  '(^|/)(dist|\\.next|\\.nuxt|\\.svelte-kit|\\.output|\\.turbo|\\.parcel-cache|\\.nyc_output|\\.pre-commit-cache)/',
  '(^|/)(__pycache__|\\.(mypy|pytest|ruff)_cache|[^/]+\\.egg-info)/',
  '(?i)[.-]min\\.(js|mjs|cjs|css)$',
  '(?i)\\.(js|mjs|cjs|css|ts)\\.map$',
  '(?i)\\.(bundle|chunk)\\.(js|css)$',
  '(?i)\\.(designer|g|g\\.i|generated)\\.(cs|vb|ts|tsx|js|dart|kt|java|py|go|rs|swift|h|cpp)$',
  '\\.(freezed|mocks)\\.dart$',
  '(\\.pb\\.(go|cc|h|swift|dart)|_pb2(_grpc)?\\.pyi?|_pb\\.(js|d\\.ts)|\\.pb\\.gw\\.go|_grpc_pb\\.js)$',
  '(^|/)zz_generated\\.[^/]+\\.go$|(^|/)[^/]+\\.gen\\.(go|ts|tsx|js|rs)$',
  '\\.(snap|tsbuildinfo|nib|xcworkspacedata|xcuserstate)$',
  '(^|/)(cassettes|vcr_cassettes)/.*\\.ya?ml$',
  '(^|/)(next-env\\.d\\.ts|\\.DS_Store|Thumbs\\.db)$',
]

const hasGeneratedName = pathTest([...listed, ...additions])

/** Whether the name of a file says that a tool wrote it; what package managers write is told by `isLockFile`. */
export function isGeneratedPath(path: string): boolean {
  return !isLockFile(path) && hasGeneratedName(path)
}
