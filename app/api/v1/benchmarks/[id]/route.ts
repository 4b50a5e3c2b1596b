import { GetBenchmark } from '@/lib/dataset/benchmark'
import { deleteBenchmark } from '@/lib/dataset/delete-benchmark'
import { route } from '@/lib/http/route'

export const DELETE = route(GetBenchmark, deleteBenchmark)
