const blockSize = 512;

/**
 * Writes files as a tar archive. The same files make the same bytes: they have no times and no owner, and come in the
 * order of the map.
 */
export function writeTar(files: Map<string, string>): Buffer {
  const parts = [...files].flatMap(([path, text]) => {
    const content = Buffer.from(text);
    const padding = Buffer.alloc(-content.length & (blockSize - 1));
    return [writeHeader(path, content.length), content, padding];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * blockSize)]);
}

/** The header of a file, in the format `ustar` of POSIX. Numbers are octal. */
function writeHeader(path: string, size: number): Buffer {
  const header = Buffer.alloc(blockSize);
  header.write(path, 0);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148); // the checksum counts itself as spaces
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
