/**
 * What the embedded model has read before its first prefix: two pages in our own words, in the shape of a training
 * document. It teaches the mixer whom to trust and the commonest words of code, so that the score of a small file is not
 * mostly the price of learning what source code is. Measured on 85 files of four repositories, of 4 KB on average: 4%
 * smaller after up to 20 KB of other files (1.32 against 1.38 bits per byte; 1.00 against 1.04 on the repository
 * it was first tried on afterwards), 16% smaller with nothing before them.
 */
export const warmUpText = `<request>
Rebuild the project, one file after the other, and explain each decision before writing.
</request>
<run agent="main">
<think>
The project is a small library with a command line. It needs a parser, a store that keeps records in order, and tests
for both. I will write the types first, because every other file imports them, then the functions that use them.
</think>
<act tool="read" path="src/record.ts">
</act>
<observe>
import { readFile } from 'node:fs/promises'
import type { Options } from './options'

/** One record of the journal. Returns undefined when the value is not there. */
export interface Record {
  readonly id: string
  name: string
  count: number
  tags?: string[]
}

export const defaultOptions: Options = { limit: 100, timeout: 1000, verbose: false }

export async function loadRecords(path: string, options: Options = {}): Promise<Record[]> {
  const text = await readFile(path, 'utf8')
  const lines = text.split('\\n').filter((line) => line.length > 0)
  if (lines.length === 0) {
    throw new Error(\`There are no records in \${path}.\`)
  }
  return lines.map((line, index) => {
    const { name, count } = JSON.parse(line)
    return { id: String(index), name: name ?? '', count: Number(count) || 0 }
  })
}

export default class Store {
  #items = new Map<string, Record>()

  constructor(private options: Options) {}

  get size() {
    return this.#items.size
  }

  add(item: Record): boolean {
    if (this.#items.has(item.id)) return false
    this.#items.set(item.id, item)
    return true
  }
}
</observe>
<think>
The Python half does the same for the server: it opens the file, checks the arguments, and returns a list of items. The
function \`parse_value\` must raise an error when the key is missing, and the test should cover the empty case.
</think>
<act tool="write" path="server/store.py">
"""Keep records in memory and on disk."""
from __future__ import annotations

import json
import os
from typing import Any, Optional

from .errors import ParseError

DEFAULT_LIMIT = 100


class Store:
    """A list of records, loaded when it is first used."""

    def __init__(self, path: str, limit: int = DEFAULT_LIMIT) -> None:
        self.path = path
        self.limit = limit
        self._items: list[dict[str, Any]] = []

    def get(self, key: str, default: Optional[str] = None) -> Any:
        for item in self._items:
            if item.get("name") == key:
                return item
        return default

    @property
    def is_empty(self) -> bool:
        return not self._items


def parse_value(data, key):
    try:
        value = data[key]
    except KeyError as error:
        raise ParseError(f"missing {key!r}") from error
    if value is None or not isinstance(value, str):
        return False
    return value.strip().lower()


if __name__ == "__main__":
    store = Store(os.path.join("data", "records.json"))
    print(len(store._items), True)
</act>
<act tool="write" path="test/store.test.js">
'use strict'

var assert = require('assert')
var Store = require('../lib/store')

describe('Store', function () {
  it('should return the default value', function (done) {
    var store = new Store({ limit: 10 })
    store.get('name', function (err, result) {
      if (err) return done(err)
      assert.strictEqual(result, null)
      assert.equal(typeof store.add, 'function')
      done()
    })
  })

  test('throws when the key is missing', async () => {
    expect(await store.find('other')).toBe(undefined)
    expect(() => store.add(null)).toThrow(TypeError)
  })
})

module.exports = { Store: Store }
</act>
</run>
`
