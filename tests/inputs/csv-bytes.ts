/** Opens bytes as a file or a request would yield them: in these pieces, each time from the first. */
export function opening(...pieces: Uint8Array[]) {
  return async function* () {
    for (const piece of pieces) yield await Promise.resolve(piece);
  };
}

/** One byte for each character up to U+00FF. */
export function latin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

export function utf16le(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

export function utf16be(text: string): Buffer {
  return utf16le(text).swap16();
}
