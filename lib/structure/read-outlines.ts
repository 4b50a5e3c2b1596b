import { breather } from './breather'
import type { Language } from './language'
import { findLanguage } from './languages'
import type { Import, Outline } from './outline'
import { outlineWith } from './outline-with'

export type TextFile = { path: string; text: string }

/** Gives the outlines of those files that have one, by path; `onRead` hears of how many more files were read. */
export type OutlineReader = (
  files: readonly TextFile[],
  signal?: AbortSignal,
  onRead?: (files: number) => Promise<void>,
) => Promise<Map<string, Outline>>

/** Reads outlines on this thread, one file after the other. */
export const readOutlines: OutlineReader = async (files, signal, onRead) => {
  const pause = breather(signal)
  const outlines = new Map<string, Outline>()
  for (const file of files) {
    await pause()
    const outline = await readOutline(file)
    if (outline) outlines.set(file.path, outline)
    await onRead?.(1)
  }
  return outlines
}

/** The outline of a file, if its language is known. A file beyond its parser is a gap over its whole length, never a failure. */
export async function readOutline({ path, text }: TextFile): Promise<Outline | undefined> {
  const language = findLanguage(path, text)
  if (!language) return undefined
  try {
    return await language.outline(path, text)
  } catch (error) {
    return gapOver(text, error instanceof Error ? error.message : String(error))
  }
}

/** What is known of a file that could not be parsed at all. */
export function gapOver(text: string, reason: string): Outline {
  const message = `Could not be parsed: ${reason}`
  return outlineWith({ parseErrors: [{ startLine: 1, endLine: text.split('\n').length, message }] })
}

/**
 * Reads as little as the dependencies need: nothing of a language that has none, and outlines that hold imports alone
 * where a language can give these faster.
 */
export const readImports: OutlineReader = async (files, signal) => {
  const pause = breather(signal)
  const outlines = new Map<string, Outline>()
  for (const file of files) {
    await pause()
    const language = findLanguage(file.path, file.text)
    if (!language?.resolver) continue
    const imports = await importsAlone(language, file)
    const outline = imports ? outlineWith({ imports }) : await readOutline(file)
    if (outline) outlines.set(file.path, outline)
  }
  return outlines
}

/** Undefined where they cannot be had so, or not at all: then the outline says what there is. */
async function importsAlone(language: Language, { path, text }: TextFile): Promise<Import[] | undefined> {
  try {
    return await language.imports?.(path, text)
  } catch {
    return undefined
  }
}
