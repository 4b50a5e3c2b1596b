import { readOutlines, type TextFile } from '@/lib/structure/read-outlines'
import { parserOf } from './parse'

export type ParseRequest = { files: readonly TextFile[]; wasm: string; what: 'parse' | 'outlines' }

let parsing: ReturnType<typeof parserOf> | undefined

/** Parses files, or reads their outlines, and keeps nothing. */
export default async function parseAll({ files, wasm, what }: ParseRequest): Promise<void> {
  if (what === 'outlines') {
    await readOutlines(files)
    return
  }
  parsing ??= parserOf(wasm)
  const parse = await parsing
  for (const { text } of files) parse(text)
}
