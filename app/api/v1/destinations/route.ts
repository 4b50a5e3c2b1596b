import { addDestination } from '@/lib/dataset/push/add-destination'
import { ListDestinations, NewDestination } from '@/lib/dataset/push/destination'
import { listDestinations } from '@/lib/dataset/push/list-destinations'
import { route } from '@/lib/http/route'

export const GET = route(ListDestinations, listDestinations)
export const POST = route(NewDestination, addDestination, 201)
