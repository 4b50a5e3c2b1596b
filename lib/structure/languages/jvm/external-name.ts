import { isTypeName } from './names-used'

/** Owners of packages by their domain: the name of what they publish comes after it. */
const domains = new Set('com org net io dev edu gov app me co de uk fr jp cn ru nl eu us ch se it br in'.split(' '))

/**
 * What people call the library behind an import, as far as its name tells: `java.util`, `org.junit`,
 * `com.google.common`, `kotlinx.coroutines`.
 */
export function externalName(parts: readonly string[]): string {
  const type = parts.findIndex(isTypeName)
  const length = domains.has(parts[0] ?? '') ? 3 : 2
  return parts.slice(0, Math.max(1, Math.min(length, type === -1 ? parts.length : type))).join('.')
}
