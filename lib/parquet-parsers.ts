const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Texts of a Parquet file as they are: by itself hyparquet leaves out a byte order mark that a text begins with. */
export const parquetParsers = { stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8.decode(bytes) }
