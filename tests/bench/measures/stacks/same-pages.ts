import type { Address } from "../../data/worlds.ts";
import { read } from "../../processes/load.ts";

/** @throws {Error} if the pages show different text, links or forms */
export async function requireSamePages(pages: Address[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    pages.map(async (page) => ({ page, shown: shownBy(await read(page)) })),
  );
  for (const { page, shown } of others) {
    const differing = shown.findIndex((item, index) => item !== first?.shown[index]);
    const [here, there] = [shown[differing], first?.shown[differing]];
    if (differing >= 0 || shown.length !== first?.shown.length) {
      throw new Error(`${page.url} shows '${String(here)}', not '${String(there)}' as ours does`);
    }
  }
}

/** The title, the text of the body, and where links and forms within the service lead. */
function shownBy(html: string): string[] {
  const [, title = "", body = ""] = /<title>(.*?)<\/title>.*?<body[^>]*>(.*)<\/body>/s.exec(html) ?? [];
  const parts = body.replaceAll(/<(script|svg)\b.*?<\/\1>/gs, "").split(/(<[^>]*>)/);
  const texts = [title, ...parts.map(shownByPart)].map((text) => text.replaceAll(/\s+/g, " ").trim());
  return texts.filter((text) => text !== "").map((text) => text.replaceAll("&#39;", "&#x27;"));
}

function shownByPart(part: string): string {
  if (!part.startsWith("<")) return part;
  return / (?:href|action)="(\/(?!\/)[^"]*)"/.exec(part)?.[1] ?? "";
}
