import { EventEmitter, once } from "node:events";
import { expect } from "vitest";
import type { PageBuild } from "../../../../server/http/reading/page-build.ts";
import { test as withWeb } from "../../../fixtures/web.ts";

const size = 16 * 1024;

/** The pages, and a file of many parts at `/download`. */
const test = withWeb.extend("withDownload", ({ pages }) => (parts: UnderlyingDefaultSource<Uint8Array>) => {
  const loader = () => new Response(new ReadableStream(parts), { headers: { "Content-Type": "text/csv" } });
  const route = {
    id: "download",
    parentId: "root",
    path: "download",
    module: { default: undefined, loader },
  };
  return { ...pages, routes: { ...pages.routes, download: route } } satisfies PageBuild;
});

test("the database is read no further once the client has disconnected", async ({
  serve,
  resources,
  withDownload,
}) => {
  const source = new EventEmitter();
  const left = once(source, "left");
  let parts = 0;
  const { visit } = await serve(
    resources,
    withDownload({
      pull: (controller) => {
        if (++parts < 4_000) controller.enqueue(new Uint8Array(size));
        else controller.close();
      },
      cancel: () => {
        source.emit("left");
      },
    }),
  );

  const download = await visit("/download");
  await download.body?.cancel();

  expect(await left).toEqual([]);
});

test("a download that fails is cut off, so that the client notices", async ({
  serve,
  resources,
  withDownload,
}) => {
  let parts = 0;
  const { visit } = await serve(
    resources,
    withDownload({
      pull: (controller) => {
        if (++parts > 20) throw new Error("The database has gone");
        controller.enqueue(new Uint8Array(size));
      },
    }),
  );

  const download = await visit("/download");

  await expect(download.bytes()).rejects.toThrow("terminated");
});
