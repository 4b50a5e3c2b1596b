'use client'

import { useMemo } from 'react'
import { createPaintedViewer, type ShownPainting } from './painted-viewer'
import { useViewer } from './use-viewer'

const create = (monaco: typeof import('./monaco')) => (element: HTMLElement) => {
  const editor = monaco.openEditor(element)
  editor.updateOptions({ hover: { above: false } })
  return createPaintedViewer(editor, (path, text) => monaco.showText(editor, path, text, 'plaintext'))
}

/** A file to read with coloured pieces that can be pointed at, filling its parent. The language adds no colours of its own. */
export function PaintedCode({ path, text, spans, pieceAt, onPiece }: ShownPainting) {
  const shown = useMemo(() => ({ path, text, spans, pieceAt, onPiece }), [path, text, spans, pieceAt, onPiece])
  const { host, isReady } = useViewer(create, shown)
  return <div ref={host} className="h-full w-full" aria-busy={!isReady} />
}
