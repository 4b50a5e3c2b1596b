import { addDestination } from '@/lib/dataset/add-destination'
import { ListDestinations, NewDestination } from '@/lib/dataset/destination'
import { listDestinations } from '@/lib/dataset/list-destinations'
import { route } from '@/lib/http/route'

export const GET = route(ListDestinations, listDestinations)
export const POST = route(NewDestination, addDestination, 201)
