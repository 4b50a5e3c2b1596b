import type { Import } from '@/lib/structure/outline'

/**
 * The path of an include or require, where it is a literal or begins at the file's own folder, however that is said
 * (`dirname(__FILE__)`, `dirname(__DIR__, 2)`): `__DIR__/../a.php`. Nothing for a path that only running tells.
 */
export function readInclude(expression: string): Omit<Import, 'line'>[] {
  const path = pathOf(expression.replace(/^\s*(?:include|require)(?:_once)?\b/i, ''))
  return path === undefined || path === '' ? [] : [{ specifier: path, kind: 'include', names: ['*'] }]
}

function pathOf(expression: string): string | undefined {
  const parts = withFolders(expression).match(/'[^']*'|"[^"]*"|__DIR__(?:\/\.\.)*|DIRECTORY_SEPARATOR|[^\s.()]/g) ?? []
  const path = parts.map((part) => {
    if (part === 'DIRECTORY_SEPARATOR') return '/'
    if (/^'|^"[^$]*$/.test(part)) return part.slice(1, -1)
    return part.startsWith('__DIR__') ? part : undefined
  })
  return path.includes(undefined) ? undefined : path.join('')
}

/** `dirname` of known folders as `__DIR__/..`. */
function withFolders(expression: string): string {
  const start = expression.replace(/\\?dirname\s*\(\s*__FILE__\s*\)/gi, '__DIR__')
  for (let text = start; ; ) {
    const next = text.replace(
      /\\?dirname\s*\(\s*(__DIR__(?:\/\.\.)*)\s*(?:,\s*(\d)\s*)?\)/i,
      (_call, folder: string, levels = '1') => folder + '/..'.repeat(Number(levels)),
    )
    if (next === text) return text
    text = next
  }
}
