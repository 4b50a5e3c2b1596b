import { route } from '@/lib/http/route'
import { GetSnapshot } from '@/lib/repository/get-snapshot'
import { listFiles } from '@/lib/repository/list-files'

export const GET = route(GetSnapshot, listFiles)
