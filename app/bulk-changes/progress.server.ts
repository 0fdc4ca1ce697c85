import { redirect } from "@remix-run/node";
import type { DescribedBulkChange, RowsInput } from "../../server/bulk-changes/schema";
import { hasEnded, progressOf, resultOf } from "../components/bulk-changes/bulk-change-words";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { checkPage, requestedPage, uuidParam } from "../request.server";
import type { ProgressAnswer } from "./watch-progress";

const filters = ["done", "nothing_to_do", "not_done"] as const satisfies RowsInput["show"][];

/** Loads a bulk change that has been started, with a page of its rows. Until the start, it leads to its check. */
export async function loadProgress({ api, params, request, server }: SignedInArgs) {
  const bulkChangeId = uuidParam(params, "bulkChangeId");
  const bulkChange = await api.bulkChanges.get({ bulkChangeId });
  if (bulkChange.state === "unstarted") throw redirect(paths.checkBulkChange(bulkChangeId));
  const show = requestedRows(request);
  const page = requestedPage(request);
  const rows =
    bulkChange.detailsDeletedAt === null ? await api.bulkChanges.rows({ bulkChangeId, show, page }) : null;
  if (rows) checkPage(request, rows);
  const isNews = hasEnded(bulkChange) && (await server.noteSeenEnding(bulkChangeId));
  const banner = isNews ? bannerOf(bulkChange) : await server.takeBanner();
  return { bulkChange, show, rows, banner, isNews };
}

/** What the person who started a bulk change is told once it has ended (specification, section 11, Progress). */
function bannerOf(bulkChange: DescribedBulkChange) {
  return { type: bulkChange.notDone === 0 ? "success" : "important", text: resultOf(bulkChange) } as const;
}

function requestedRows({ url }: { url: string }): RowsInput["show"] {
  const requested = new URL(url).searchParams.get("show");
  return filters.find((show) => show === requested) ?? "all";
}

/** What the script of the page asks for. */
export async function answerProgress({ api, params }: SignedInArgs): Promise<ProgressAnswer> {
  const bulkChange = await api.bulkChanges.get({ bulkChangeId: uuidParam(params, "bulkChangeId") });
  const { worked, toDo, finishedAt } = bulkChange;
  const result = finishedAt === null ? null : resultOf(bulkChange);
  return { worked, toDo, text: progressOf(bulkChange), result };
}

/** Takes the buttons of the page: stops the bulk change, or checks another one that takes rows of it. */
export async function postProgress({ api, params, request }: SignedInArgs<Request>) {
  const bulkChangeId = uuidParam(params, "bulkChangeId");
  const step = request.body === null ? null : (await request.formData()).get("step");
  if (step === "retry" || step === "undo") {
    const { kind } = await api.bulkChanges.get({ bulkChangeId });
    const { id } = await api.bulkChanges.check(
      step === "retry" ? { kind, retryOf: bulkChangeId } : { kind: "remove", undoOf: bulkChangeId },
    );
    throw redirect(paths.checkBulkChange(id, { from: bulkChangeId }));
  }
  if (step === "stop") await api.bulkChanges.stop({ bulkChangeId });
  throw redirect(paths.bulkChange(bulkChangeId));
}
