import { route } from '@/lib/http/route'
import { ListDependenciesBetween, listDependenciesBetween } from '@/lib/repository/list-dependencies-between'

export const GET = route(ListDependenciesBetween, listDependenciesBetween)
