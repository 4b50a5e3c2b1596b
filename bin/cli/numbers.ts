import { InvalidArgumentError } from 'commander'

/** A whole number of the command line. */
export function count(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be a whole number.')
  }
  return value
}

/** A number of the command line that is not negative. */
export function amount(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a number, 0 or more.')
  }
  return value
}

/** A sum of the command line. */
export function dollars(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a sum in US dollars, such as 0.50.')
  }
  return value
}
