import { describe, expect, it } from 'vitest'
import { supertypesOf } from './supertypes'
import { typeParametersOf } from './type-parameters'

const symbol = (signature: string) => ({
  name: 'A',
  kind: 'class' as const,
  signature,
  doc: null,
  parent: null,
  startLine: 1,
  endLine: 1,
  isExported: true,
})

describe('a signature tells', () => {
  it.each<[string, string[]]>([
    ['public class A<T extends X> extends B<T> implements c.C, D<E> permits F', ['B', 'c.C', 'D']],
    ['interface A extends B, C', ['B', 'C']],
    ['class A(val x: Int, y: Y = z()) : B<T>(x), C by y', ['B', 'C']],
    ['class A<T : Any> : B where T : C', ['B']],
    ['case class A[F[_]: Monad](x: X)(implicit f: F) extends B[F](x) with C with D', ['B', 'C', 'D']],
    ['class A', []],
  ])('the supertypes of %s', (signature, expected) => {
    expect(supertypesOf(symbol(signature))).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['public class A<T extends X<Y>, U> extends B<V>', ['T', 'U']],
    ['public static <T, R extends C<T>> R f(List<T> a)', ['T', 'R']],
    ['fun <reified T : Any, in R> List<T>.f()', ['T', 'R']],
    ['interface A<out T>', ['T']],
    ['trait A[F[_], +B <: C]', ['F', 'B']],
    ['def f[A, B](a: A): B', ['A', 'B']],
    ['Map<K, V> m', []],
  ])('the type parameters of %s', (signature, expected) => {
    expect(typeParametersOf(signature)).toEqual(expected)
  })
})
