import { describe, expect, test } from 'vitest'
import { decodeKnown, decodeText } from './decode-text'

/** Text in an old encoding: the way back from what the decoder makes of every one and two bytes. */
function encode(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const bytesOf = new Map<string, number[]>()
  const learn = (...bytes: number[]) => {
    try {
      const character = decoder.decode(Buffer.from(bytes))
      if ([...character].length === 1 && !bytesOf.has(character)) bytesOf.set(character, bytes)
    } catch {
      // Not a character of this encoding.
    }
  }
  for (let first = 0; first < 256; first++) learn(first)
  if (/gb|big5|euc|shift/.test(encoding))
    for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) learn(first, second)
  return Buffer.from([...text].flatMap((character) => bytesOf.get(character)!))
}

const code = '#include <stdio.h>\n#include <stdlib.h>\n'.repeat(20)

describe('text in an old encoding', () => {
  test.each([
    ['windows-1252', '// Prüft, ob die Größe übereinstimmt – für später\n'],
    ['windows-1252', '# Author: Jürgen Müller\n'],
    ['windows-1252', '/* Calcule la moyenne pondérée des élèves; déjà vérifiée à la fin. */\n'],
    ['windows-1251', '// Этот файл содержит функции для работы со строками и числами\n'],
    ['windows-1251', 'int a; // счётчик строк в файле\n'],
    ['koi8-r', '// Этот файл содержит функции для работы со строками и числами\n'],
    ['iso-8859-2', '// Zażółć gęślą jaźń, program oblicza średnią wartość dla wszystkich\n'],
    ['windows-1254', '// Bu işlev kullanıcının girdiği değeri döndürür, şifreyi çözmez\n'],
    ['iso-8859-7', '// Αυτή η συνάρτηση επιστρέφει τον αριθμό των γραμμών\n'],
    ['euc-jp', '/* このファイルはサンプルプログラムです。文字列を処理する関数を定義します。 */\n'],
    ['euc-jp', 'int count; /* 行数を数える */\n'],
    ['shift_jis', '/* このファイルはサンプルプログラムです。文字列を処理する関数を定義します。 */\n'],
    ['gb18030', '// 这个文件包含字符串处理函数，用于读取配置并返回结果。\n'],
    ['gb18030', 'int a; // 返回结果\n'],
    ['big5', '// 這個檔案包含字串處理函式，用於讀取設定並傳回結果。\n'],
    ['euc-kr', '// 이 파일은 문자열을 처리하는 함수를 포함하고 있습니다.\n'],
  ])('%s is told from %s', (encoding, line) => {
    const content = encode(code + line, encoding)
    expect(decodeText(content)).toEqual({ encoding, text: code + line })
    expect(decodeKnown(content, encoding)).toBe(code + line)
  })
})

test('UTF-16 is told with a mark and without', () => {
  const text = '\ufeffint größe;\n'
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  expect(decodeText(little)).toEqual({ encoding: 'utf-16le', text })
  expect(decodeText(big)).toEqual({ encoding: 'utf-16be', text })
  expect(decodeText(little.subarray(2))).toEqual({ encoding: 'utf-16le', text: text.slice(1) })
  expect(decodeText(big.subarray(2))).toEqual({ encoding: 'utf-16be', text: text.slice(1) })
})

test('UTF-8 keeps its mark; ISO-2022-JP is not taken for ASCII', () => {
  expect(decodeText(Buffer.from('\ufeffa\r\n'))).toEqual({ encoding: 'utf-8', text: '\ufeffa\r\n' })
  expect(decodeText(Buffer.from(''))).toEqual({ encoding: 'utf-8', text: '' })
  expect(decodeText(Buffer.from('int a; /* \x1b$B9T?t\x1b(B */\n'))).toEqual({
    encoding: 'iso-2022-jp',
    text: 'int a; /* 行数 */\n',
  })
})

test.each([
  ['packed data', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 7) % 255 || 1))],
  ['text with a zero byte', Buffer.from(`${'x\n'.repeat(5000)}\0`)],
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
  ['a mark before what is no UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41])],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
])('%s is no text', (_, content) => expect(decodeText(content)).toBeUndefined())
