import { route } from '@/lib/http/route'
import { ListAnnotations, NewAnnotation } from '@/lib/review/annotation'
import { createAnnotation } from '@/lib/review/create-annotation'
import { listAnnotations } from '@/lib/review/list-annotations'

export const GET = route(ListAnnotations, listAnnotations)
export const POST = route(NewAnnotation, createAnnotation, 201)
