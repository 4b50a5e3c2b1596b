import { archiveDestination } from '@/lib/dataset/push/archive-destination'
import { GetDestination } from '@/lib/dataset/push/destination'
import { route } from '@/lib/http/route'

export const DELETE = route(GetDestination, archiveDestination)
