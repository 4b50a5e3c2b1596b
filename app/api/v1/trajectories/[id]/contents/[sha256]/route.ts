import { immutableRoute } from '@/lib/http/immutable-route'
import { GetContent, getContent } from '@/lib/trajectory/get-content'

export const GET = immutableRoute(GetContent, getContent, ({ sha256, from, count }) => `${sha256}-${from}-${count}`)
