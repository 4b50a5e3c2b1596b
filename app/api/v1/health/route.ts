import { db } from '@/lib/db/client'

export const dynamic = 'force-dynamic'

/** For the launcher and load balancers: 200 once pages and the database answer. */
export async function GET(): Promise<Response> {
  const isReady = await db.$queryRaw`select 1`.then(
    () => true,
    () => false,
  )
  return Response.json({ isReady }, { status: isReady ? 200 : 503 })
}
