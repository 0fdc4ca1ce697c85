import { expect } from "vitest";
import { DfeSignIn } from "../../../../server/sign-in/dfe/dfe-sign-in.ts";
import { createSession } from "../../../records/sessions.ts";
import { locationOf, test } from "../../../fixtures/sign-in.ts";
import { countRows } from "../../../readings/traces.ts";

test.for([
  ["is down", 503],
  ["does not answer in time", "never"],
  ["answers nonsense", "nonsense"],
] as const)(
  "while DfE Sign-in %s, signing out ends our session and leads to the sign-in page",
  async ([, discovery], { provider, serve, resources, signInResources, db }) => {
    provider.lies.answers = { discovery };
    const dfeSignIn = new DfeSignIn(signInResources.environment, 200);
    const { visit } = await serve({ ...signInResources, dfeSignIn });
    const { sessionId } = await createSession(resources);

    const response = await visit("/sign-out", { sessionId, form: {} });

    expect([response.status, locationOf(response)]).toEqual([302, "/sign-in"]);
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^session=; Max-Age=0;/)]);
    expect(await countRows(db, "sessions")).toBe(0);
  },
);
