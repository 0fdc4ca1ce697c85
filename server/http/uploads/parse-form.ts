import { Busboy, type BusboyFileStream } from "@fastify/busboy";

/** A file that was posted with a form. */
export type UploadedFile = { name: string; bytes: Buffer };

/**
 * A form that was posted with a file or without one. `isBroken`: the body cannot be read, or has more parts than a form of
 * ours; then there is nothing else. A text or a file that is too large is cut after one byte more than is allowed.
 */
export type Upload = { fields: Record<string, string>; file: UploadedFile | null; isBroken: boolean };

export const emptyUpload: Upload = { fields: {}, file: null, isBroken: false };

/** How many parts a form can have. Ours have fewer. */
const mostParts = 20;

/** How many bytes the headers of a part can have, the name of the file included. */
const largestHeader = 4_096;

const longestName = 255;

/**
 * Parses a form as its body arrives. Whatever the body is, it is read to its end, because a browser shows the response
 * only after it has sent everything.
 *
 * @param type the request's `Content-Type`: a form with or without files
 * @param largest how many bytes a text or a file may have
 * @throws what reading the body throws
 */
export async function parseForm(body: AsyncIterable<Buffer>, type: string, largest: number): Promise<Upload> {
  const parser = createParser(type, largest);
  let isEmpty = true;
  for await (const piece of body) {
    isEmpty = false;
    await parser?.write(piece);
  }
  if (isEmpty) return emptyUpload;
  return (await parser?.end()) ?? { ...emptyUpload, isBroken: true };
}

/** Returns undefined if the type does not say what separates the parts. */
function createParser(type: string, largest: number) {
  const parser = openParser(type, largest);
  if (parser === undefined) return undefined;
  const fields = new Map<string, string>();
  let file: (() => UploadedFile) | undefined;
  let [isOver, isBroken] = [false, false];
  let proceed: () => void = () => undefined;
  const stop = (broken: boolean) => {
    [isOver, isBroken] = [true, isBroken || broken];
    proceed();
  };
  parser.on("field", (name, text) => fields.has(name) || fields.set(name, text));
  parser.on("file", (_, stream, name) => {
    stream.on("error", () => stop(true));
    file = collectFile(stream, name);
  });
  for (const event of ["error", "partsLimit", "filesLimit", "fieldsLimit"])
    parser.on(event, () => stop(true));
  parser.on("finish", () => stop(false));
  const proceedAfter = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      proceed = resolve;
      start(resolve);
    });
  return {
    write: async (piece: Buffer) => {
      if (!isOver) await proceedAfter((done) => parser.write(piece, () => done()));
    },
    end: async (): Promise<Upload | undefined> => {
      if (!isOver) await proceedAfter(() => parser.end());
      return isBroken ? undefined : { fields: Object.fromEntries(fields), file: chosenFile(file), isBroken };
    },
  };
}

function openParser(type: string, largest: number) {
  const limits = {
    ...{ fieldSize: largest + 1, fileSize: largest + 1, headerSize: largestHeader },
    ...{ parts: mostParts, fields: mostParts, files: 1, headerPairs: mostParts },
  };
  try {
    return new Busboy({ headers: { "content-type": type }, limits });
  } catch (error) {
    if (error instanceof Error && wrongBoundaries.includes(error.message)) return undefined;
    throw error;
  }
}

/** The parser's messages for a type without a boundary, or with one that is longer than it takes. */
const wrongBoundaries = ["Multipart: Boundary not found", "The needle cannot have a length bigger than 256."];

function collectFile(stream: BusboyFileStream, name: string | undefined): () => UploadedFile {
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  return () => ({ name: (name ?? "").slice(0, longestName), bytes: Buffer.concat(pieces) });
}

/** The file, or null: for a file that was not chosen, browsers send one without a name and without content. */
function chosenFile(file: (() => UploadedFile) | undefined): UploadedFile | null {
  const { name, bytes } = file?.() ?? { name: "", bytes: Buffer.alloc(0) };
  return name === "" && bytes.length === 0 ? null : { name, bytes };
}
