import { addBenchmark } from '@/lib/dataset/preflight/add-benchmark'
import { ListBenchmarks, NewBenchmark } from '@/lib/dataset/preflight/benchmark'
import { listBenchmarks } from '@/lib/dataset/preflight/list-benchmarks'
import { route } from '@/lib/http/route'

export const GET = route(ListBenchmarks, listBenchmarks)
export const POST = route(NewBenchmark, addBenchmark, 201)
