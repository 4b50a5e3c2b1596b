import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '@/lib/errors'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Encrypts with AES-256-GCM: nonce, tag and ciphertext. `owner` is bound to it: it opens for no other row. */
export function seal(text: string, key: Buffer, owner: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The text again; throws when it was sealed with another key, for another owner, or was changed. */
export function unseal(sealed: Uint8Array, key: Buffer, owner: string): string {
  try {
    const nonce = sealed.subarray(0, nonceBytes)
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(owner))
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The key of the endpoint cannot be read on this machine: give every process the same RETRACE_SECRET_KEY, or enter the key again.',
      { cause },
    )
  }
}
