import type { Drawing } from '@/components/structure/drawing'
import { readPaints } from '@/components/structure/paints'
import { fontFiles } from './font-files'
import { inSlices, type Slicing } from './in-slices'
import { paletteOf } from './palette'
import type { PngAnswer, PngOrder } from './png-order'

const pixelsEach = 2
/** Browsers draw no larger canvas. */
const mostPixels = 12_000

/**
 * The whole drawing as pixels, twice as many as on a plain screen, with the colours of the page; `margin` is around it. A
 * worker paints it, which is given what it could not ask the page for: colours and the font.
 */
export async function pngPicture(drawing: Drawing, margin: number, { signal, tell }: Slicing): Promise<Blob> {
  const { scene } = drawing
  const paints = readPaints(document.body)
  const letters = new Set(Array.from(lettersOf(drawing), (letter) => letter.codePointAt(0) ?? 0))
  const faces = await fontFiles(paints.font, letters, signal)
  const order: PngOrder = {
    // Neighbours are for who looks at the drawing.
    drawing: { ...drawing, scene: { ...scene, uses: [], usedBy: [] } },
    margin,
    scale: Math.min(pixelsEach, mostPixels / (Math.max(scene.width, scene.height) + 2 * margin)),
    palette: await inSlices(paletteOf(drawing, paints), { signal }),
    paper: paints.of('var(--color-neutral-1)'),
    font: paints.font,
    faces,
  }
  const worker = new Worker(new URL('./png-worker.ts', import.meta.url), { type: 'module' })
  try {
    const file = await new Promise<Blob | null>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<PngAnswer>) => {
        if ('file' in data) resolve(data.file)
        else tell?.(data.done)
      }
      worker.onerror = () => resolve(null)
      signal?.addEventListener('abort', () => reject(signal.reason))
      worker.postMessage(
        order,
        faces.map(({ data }) => data),
      )
    })
    if (!file) throw new Error('The browser made no picture.')
    return file
  } finally {
    worker.terminate()
  }
}

/** All that is written in a drawing; what is shortened has an ellipsis. */
function lettersOf({ scene }: Drawing): string {
  return [...scene.nodes, ...scene.frames]
    .map(({ label }) => label)
    .concat('…0123456789 ')
    .join('')
}
