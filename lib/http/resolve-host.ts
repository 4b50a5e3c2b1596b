import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { allowsPrivateHost, allowsPrivateModelHost } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isPublicAddress } from './public-address'

/** The addresses of a host, or a refusal. */
export type ResolveHost = (host: string) => Promise<string[]>

/**
 * Looks a host up, and refuses one that has any address within the machine or a private network: otherwise we could be
 * made to talk to services that only this machine can reach.
 */
export const resolvePublicHost: ResolveHost = publicHost('only public hosts are read.')

const resolvePublicModelHost: ResolveHost = publicHost(
  'an operator must name it in RETRACE_PRIVATE_MODEL_HOSTS before a model there is used.',
)

/** As `resolvePublicHost`, but for the hosts that the operator has named. */
export const resolveHost: ResolveHost = async (host) =>
  allowsPrivateHost(host) ? resolveAnyHost(host) : resolvePublicHost(host)

/** As `resolveHost`, for hosts of models: the operator names those apart from the hosts of repositories. */
export const resolveModelHost: ResolveHost = async (host) =>
  allowsPrivateModelHost(host) ? resolveAnyHost(host) : resolvePublicModelHost(host)

/** The addresses of a host wherever they lie: for hosts that the operator chose. */
export const resolveAnyHost: ResolveHost = async (host) => (isIP(host) ? [host] : lookUp(host))

function publicHost(rule: string): ResolveHost {
  return async (host) => {
    const addresses = await resolveAnyHost(host)
    if (addresses.every(isPublicAddress)) return addresses
    throw new AppError('invalid', `${host} lies in a private network: ${rule}`)
  }
}

async function lookUp(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map((found) => found.address)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOTFOUND') throw new AppError('not_found', `There is no host named ${host}.`, { cause })
    throw new AppError('unavailable', `The address of ${host} could not be looked up.`, { cause })
  }
}
