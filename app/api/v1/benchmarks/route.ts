import { addBenchmark } from '@/lib/dataset/add-benchmark'
import { ListBenchmarks, NewBenchmark } from '@/lib/dataset/benchmark'
import { listBenchmarks } from '@/lib/dataset/list-benchmarks'
import { route } from '@/lib/http/route'

export const GET = route(ListBenchmarks, listBenchmarks)
export const POST = route(NewBenchmark, addBenchmark, 201)
