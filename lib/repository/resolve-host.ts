import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { allowsPrivateHost } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isPublicAddress } from './public-address'

/** The addresses of a host, or a refusal. */
export type ResolveHost = (host: string) => Promise<string[]>

/**
 * Looks a host up, and refuses one that has any address within the machine or a private network: otherwise an import
 * could be made to talk to services that only this machine can reach.
 */
export const resolvePublicHost: ResolveHost = async (host) => {
  const addresses = isIP(host) ? [host] : await lookUp(host)
  if (!addresses.every(isPublicAddress)) {
    throw new AppError('invalid', `${host} lies in a private network: only public hosts are read.`)
  }
  return addresses
}

/** As `resolvePublicHost`, but for the hosts that the operator has named. */
export const resolveHost: ResolveHost = async (host) =>
  allowsPrivateHost(host) ? (isIP(host) ? [host] : lookUp(host)) : resolvePublicHost(host)

async function lookUp(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map((found) => found.address)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOTFOUND') throw new AppError('not_found', `There is no host named ${host}.`, { cause })
    throw new AppError('unavailable', `The address of ${host} could not be looked up.`, { cause })
  }
}
