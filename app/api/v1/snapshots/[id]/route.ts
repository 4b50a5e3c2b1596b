import { route } from '@/lib/http/route'
import { GetSnapshot, getSnapshot } from '@/lib/repository/get-snapshot'

export const GET = route(GetSnapshot, getSnapshot)
