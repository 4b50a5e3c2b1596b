import { fontFiles } from './font-files'

/** The parts of a font of the page that have these letters, as rules for a file that is to stand alone. */
export async function embeddedFont(
  family: string,
  letters: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const files = await fontFiles(family, letters, signal)
  const rules = await Promise.all(
    files.map(async ({ family, weight, unicodeRange, data }) => {
      const address = await dataAddress(new Blob([data], { type: 'font/woff2' }))
      const about = `font-family:"${family}";font-style:normal;font-weight:${weight};unicode-range:${unicodeRange}`
      return `@font-face{${about};src:url(${address}) format("woff2")}`
    }),
  )
  return rules.join('\n')
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
