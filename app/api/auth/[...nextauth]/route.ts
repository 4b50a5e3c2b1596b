import { handleSession } from '@/lib/auth/session-handler'

export const GET = handleSession
export const POST = handleSession
