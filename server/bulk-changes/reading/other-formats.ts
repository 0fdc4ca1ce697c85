/**
 * How files of other formats begin, as text with one character for each byte. Most formats are told by their zero bytes
 * already; these may have none.
 */
const beginnings =
  /^(?:PK\x03\x04|PK\x05\x06|PK\x07\x08|%PDF|\x89PNG|\xff\xd8\xff|GIF8|\xd0\xcf\x11\xe0|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\(\xb5\/\xfd|RIFF|II\*\0|MM\0\*|\{\\rtf|\s*<(?:\?xml|!doctype|html|table|svg))/i;

/**
 * Whether bytes begin as an archive, a spreadsheet, a document, an image or a web page does. The name of a file and the
 * type that the browser sends are not looked at.
 */
export function isOtherFormat(bytes: Uint8Array): boolean {
  return beginnings.test(
    Buffer.from(bytes.subarray(0, 200))
      .toString("latin1")
      .replace(/^\xef\xbb\xbf/, ""),
  );
}
