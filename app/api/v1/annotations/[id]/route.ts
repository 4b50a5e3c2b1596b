import { route } from '@/lib/http/route'
import { AnnotationChange, GetAnnotation } from '@/lib/review/annotation'
import { changeAnnotation } from '@/lib/review/change-annotation'
import { getAnnotation } from '@/lib/review/list-annotations'

export const GET = route(GetAnnotation, getAnnotation)
export const PATCH = route(AnnotationChange, changeAnnotation)
