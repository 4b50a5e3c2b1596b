declare module 'spdx-correct' {
  /** The valid SPDX identifier that was probably meant, or null. */
  export default function correct(identifier: string): string | null
}
