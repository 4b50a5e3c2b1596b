import { headers } from 'next/headers'
import type { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions, type User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { db } from '@/lib/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { endsSession, forgetContents } from './forget-contents'
import { cookieName, getSecret } from './secret'
import { SessionToken } from './session'
import { sessionLifetimeMs, signIn } from './sign-in'
import { revokeSessions } from './store'

// Tells next-auth to take the address from the request: an instance has several (127.0.0.1, localhost, a proxy's).
process.env.AUTH_TRUST_HOST ??= '1'

type Context = { params: Promise<{ nextauth: string[] }> }
type SignedIn = User & { sessionId: string }

/**
 * next-auth's own routes: sign-in with the CSRF check, sign-out. Contents that browsers keep for a year (immutable by
 * their hash) are forgotten with the session: whoever sits down next has to be allowed to read them.
 */
export async function handleSession(request: NextRequest, context: Context): Promise<Response> {
  const response: Response = await NextAuth(request, context, await authOptions())
  return endsSession(request.method, (await context.params).nextauth) ? forgetContents(response) : response
}

async function authOptions(): Promise<AuthOptions> {
  const secure = isHttps(await headers())
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return {
    secret: await getSecret(),
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: sessionLifetimeMs / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: await cookieName('session'), options },
      csrfToken: { name: await cookieName('csrf'), options },
      callbackUrl: { name: await cookieName('callback'), options },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) => authorize(credentials, request.headers?.['user-agent']),
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        // `authorize` returns what it does; next-auth's type does not say so.
        const signedIn = user as SignedIn | undefined
        return signedIn ? { sub: signedIn.id, sessionId: signedIn.sessionId } : token
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => endSession(token) },
  }
}

/** next-auth hands the message of an error to the page: a refusal is a sentence, anything else says nothing. */
async function authorize(
  credentials: Record<'email' | 'password', string> | undefined,
  userAgent: string | undefined,
): Promise<SignedIn> {
  try {
    const { userId, sessionId } = await signIn({
      email: String(credentials?.email ?? ''),
      password: String(credentials?.password ?? ''),
      userAgent,
    })
    return { id: userId, sessionId }
  } catch (error) {
    if (error instanceof AppError) throw error
    console.error('sign-in', error)
    throw new Error('Something went wrong.')
  }
}

async function endSession(token: unknown): Promise<void> {
  const { data } = SessionToken.safeParse(token)
  const sub = (token as { sub?: string } | undefined)?.sub
  if (data && sub) await revokeSessions(db, { userId: sub, id: data.sessionId }, new Date())
}

/** A proxy says so, or the operator: some proxies end TLS without a word. */
function isHttps(asked: Headers): boolean {
  if (asked.get('x-forwarded-proto')?.startsWith('https')) return true
  const url = URL.parse(env().RETRACE_URL ?? '')
  return url?.protocol === 'https:' && url.host === asked.get('host')
}
