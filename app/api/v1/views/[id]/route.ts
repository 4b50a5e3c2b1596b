import { route } from '@/lib/http/route'
import { changeView, deleteView } from '@/lib/trajectory/change-view'
import { GetView, ViewChange } from '@/lib/trajectory/saved-view'

export const PATCH = route(ViewChange, changeView)
export const DELETE = route(GetView, deleteView)
