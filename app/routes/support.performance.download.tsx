import { downloadFigures } from "../downloads/figures.server";
import { withSupport } from "../guards.server";
import { requestedPeriod } from "../request.server";

/** Sends the figures of a period as a CSV file. */
export const loader = withSupport(async ({ api, request }) =>
  downloadFigures(await api.performance.get({ period: requestedPeriod(request) })),
);
