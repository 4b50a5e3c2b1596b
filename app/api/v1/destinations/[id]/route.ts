import { archiveDestination } from '@/lib/dataset/archive-destination'
import { GetDestination } from '@/lib/dataset/destination'
import { route } from '@/lib/http/route'

export const DELETE = route(GetDestination, archiveDestination)
