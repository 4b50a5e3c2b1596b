import { route } from '@/lib/http/route'
import { chooseDefaultView } from '@/lib/trajectory/change-view'
import { DefaultChoice } from '@/lib/trajectory/saved-view'

export const POST = route(DefaultChoice, chooseDefaultView)
