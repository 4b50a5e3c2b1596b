import type { Drawing } from '@/components/structure/drawing'
import type { Slicing } from './in-slices'

export type PictureFormat = 'svg' | 'png'

const margin = 24

/** Saves the whole drawing, not only what is in sight, with the colours of the page, which goes on answering meanwhile. */
export async function savePicture(
  drawing: Drawing,
  format: PictureFormat,
  name: string,
  slicing: Slicing,
): Promise<void> {
  const blob = await pictureOf(drawing, format, slicing)
  slicing.signal?.throwIfAborted()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href))
}

async function pictureOf(drawing: Drawing, format: PictureFormat, slicing: Slicing): Promise<Blob> {
  if (format === 'png') return (await import('./png-picture')).pngPicture(drawing, margin, slicing)
  return (await import('./svg-picture')).svgPicture(drawing, margin, slicing)
}
