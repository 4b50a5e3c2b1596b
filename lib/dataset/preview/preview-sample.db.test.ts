import { expect, test } from 'vitest'
import { type Actor, operator } from '@/lib/auth/actor'
import { formatNames } from '@/lib/dataset/formats/settings'
import { createTestTrajectory } from '@/lib/review/testing/create-trajectory'
import { streamDocument } from '@/lib/trajectory/stream-document'
import { PreviewRequest } from './preview'
import { previewSample } from './preview-sample'

const viewer: Actor = { kind: 'user', userId: '01900000-0000-7000-8000-000000000001', name: 'Vera', role: 'viewer' }

test('every format shows what loss falls on, and formats of whole documents show every token of it', {
  timeout: 180_000,
}, async () => {
  const trajectoryId = await createTestTrajectory()
  let document = ''
  let masked = ''
  for await (const part of streamDocument(trajectoryId, 1)) {
    document += part.text
    if (!part.isTrained) masked += part.text
  }
  for (const format of formatNames) {
    const preview = await previewSample(viewer, PreviewRequest.parse({ trajectoryId, format }))
    expect(preview).toMatchObject({ format, rows: format === 'dpo' ? 0 : expect.any(Number) })
    if (format === 'dpo') continue
    expect(preview.pieces.some((piece) => piece.isTrained)).toBe(true)
    expect(preview.pieces.some((piece) => !piece.isTrained)).toBe(true)
    expect(preview.shownTokens).toBe(preview.tokens)
    if (!['text', 'segments', 'tokens', 'packed', 'olmo'].includes(format)) continue
    const text = (wanted: boolean[]) =>
      preview.pieces
        .filter((piece) => wanted.includes(piece.isTrained))
        .flatMap((piece) => piece.tokens)
        .join('')
        .replaceAll(/⟨\d+⟩/g, '')
    // Tokens of half an emoji show as U+FFFD.
    const plain = (found: string) => found.replaceAll(/[^\x20-\x7e\n]/g, '')
    expect(plain(text([true, false]))).toBe(plain(document))
    expect(plain(text([false]))).toBe(plain(masked))
  }
})

test('what is not there is not previewed', async () => {
  const request = PreviewRequest.parse({ trajectoryId: '01900000-0000-7000-8000-000000000009', format: 'text' })
  await expect(previewSample(operator, request)).rejects.toMatchObject({ code: 'not_found' })
})
