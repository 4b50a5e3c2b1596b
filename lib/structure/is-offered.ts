import type { Outline } from './outline'

/** A file as others see it. */
export type Offering = { path: string; text: string; outline: Outline }

/**
 * Whether a name can be imported from a file. Also true where that cannot be known: in other languages than JavaScript and
 * Python, in a file that does not parse, passes on whole modules, or makes its names at run time.
 */
export function isOffered(name: string, file: Offering): boolean {
  if (name === '*' || file.outline.parseErrors.length > 0) return true
  if (/\.[cm]?[jt]sx?$/.test(file.path)) return isOfferedByJavaScript(name, file)
  if (/\.pyi?$/.test(file.path)) return isOfferedByPython(name, file)
  return true
}

/** Without export statements a file is a script or a CommonJS module. */
function isOfferedByJavaScript(name: string, { outline: { exports, symbols } }: Offering): boolean {
  if (exports.length === 0 || exports.some((exported) => exported.name === '*')) return true
  return [...exports, ...symbols.filter(isTopExport)].some((offered) => offered.name === name)
}

/** Anything that a module names is an attribute of it, imports under another name too, and a module is one of its package. */
function isOfferedByPython(name: string, { path, text, outline }: Offering): boolean {
  const isOpen = outline.imports.some(({ names }) => names.includes('*')) || /\b__getattr__\b|\bglobals\(\)/.test(text)
  return isOpen || path.replace(/(?:\/__init__)?\.pyi?$/, '').endsWith(name) || new RegExp(`\\b${name}\\b`).test(text)
}

function isTopExport({ isExported, parent }: Outline['symbols'][number]): boolean {
  return isExported && parent === null
}
