import type { Drawing } from './drawing'
import { paintEmphasis, paintScene } from './paint-scene'
import { readPaints } from './paints'
import { makePlain } from './plain-svg'

const margin = 24
const pngScale = 2
/** Browsers draw no larger canvas. */
const mostPixels = 12_000

/** Saves the whole drawing, not only what is in sight, with the colours of the page. */
export async function savePicture(drawing: Drawing, format: 'svg' | 'png', name: string): Promise<void> {
  const blob = format === 'png' ? await pngOf(drawing) : await svgOf(drawing)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href))
}

async function pngOf(drawing: Drawing): Promise<Blob> {
  const { zoomIdentity } = await import('d3')
  const [width, height] = [drawing.scene.width + 2 * margin, drawing.scene.height + 2 * margin]
  const scale = Math.min(pngScale, mostPixels / Math.max(width, height))
  const paints = readPaints(document.body)
  const paint = (work: (context: CanvasRenderingContext2D) => void) => {
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const context = canvas.getContext('2d')
    if (context) work(context)
    return canvas
  }
  const view = {
    transform: zoomIdentity.translate(margin * scale, margin * scale).scale(scale),
    width: width * scale,
    height: height * scale,
  }
  const rest = paint((context) => {
    for (const _ of paintScene(context, drawing, view, paints));
  })
  const over = paint((context) => paintEmphasis(context, drawing, view, paints))
  const whole = paint((context) => {
    context.fillStyle = paints.of('var(--color-neutral-1)')
    context.fillRect(0, 0, width * scale, height * scale)
    context.globalAlpha = drawing.emphasis ? 0.2 : 1
    context.drawImage(rest, 0, 0)
    context.globalAlpha = 1
    context.drawImage(over, 0, 0)
  })
  return new Promise((resolve, reject) =>
    whole.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))), 'image/png'),
  )
}

/** Drawn once more in a corner out of sight, so that styles can be read and written into it: the file stands alone. */
async function svgOf(drawing: Drawing): Promise<Blob> {
  const [{ createRoot }, { flushSync }, { ArrowHead }, { GraphSvg }] = await Promise.all([
    import('react-dom/client'),
    import('react-dom'),
    import('./graph-shapes'),
    import('./graph-svg'),
  ])
  const host = document.createElement('div')
  host.style.cssText = 'position:fixed;left:-99999px;top:0'
  document.body.append(host)
  const root = createRoot(host)
  const none = () => {}
  const [width, height] = [drawing.scene.width + 2 * margin, drawing.scene.height + 2 * margin]
  flushSync(() =>
    root.render(
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={width}
        height={height}
        viewBox={`${-margin} ${-margin} ${width} ${height}`}
      >
        <title>Dependencies</title>
        <ArrowHead />
        <rect x={-margin} y={-margin} width={width} height={height} style={{ fill: 'var(--color-neutral-1)' }} />
        <GraphSvg {...drawing} onHover={none} onSelect={none} onOpen={none} onEdge={none} />
      </svg>,
    ),
  )
  try {
    const svg = host.querySelector('svg')
    if (!svg) throw new Error('The browser made no picture.')
    await makePlain(svg)
    return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' })
  } finally {
    root.unmount()
    host.remove()
  }
}
