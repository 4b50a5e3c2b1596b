import { GetBenchmark } from '@/lib/dataset/preflight/benchmark'
import { deleteBenchmark } from '@/lib/dataset/preflight/delete-benchmark'
import { route } from '@/lib/http/route'

export const DELETE = route(GetBenchmark, deleteBenchmark)
