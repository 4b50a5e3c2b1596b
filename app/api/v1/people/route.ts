import { z } from 'zod'
import { route } from '@/lib/http/route'
import { listPeople } from '@/lib/review/list-threads'

export const GET = route(z.object({}), listPeople)
