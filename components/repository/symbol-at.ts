type Lines = { startLine: number; endLine: number }

/** The innermost symbol around a line; the last to begin where several are as short. */
export function symbolAt<Symbol extends Lines>(symbols: readonly Symbol[], line: number): Symbol | undefined {
  let found: Symbol | undefined
  for (const symbol of symbols) {
    if (line < symbol.startLine || line > symbol.endLine) continue
    if (!found || symbol.endLine - symbol.startLine <= found.endLine - found.startLine) found = symbol
  }
  return found
}
