import { route } from '@/lib/http/route'
import { GetSnapshot } from '@/lib/repository/get-snapshot'
import { listDuplicates } from '@/lib/repository/likeness/list-duplicates'

export const GET = route(GetSnapshot, listDuplicates)
