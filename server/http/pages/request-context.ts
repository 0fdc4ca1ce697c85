import type { Claim } from "../../actor.ts";
import { isFreeId, ownerOf } from "../../bulk-changes/access.ts";
import { readOutcomes } from "../../bulk-changes/rows/rows.ts";
import { noteSeenEnding } from "../../bulk-changes/upkeep.ts";
import {
  type Answers,
  claimDraft,
  type Draft,
  type DraftKey,
  readDraft,
  storeAnswers,
} from "../../drafts/drafts.ts";
import { createCaller, type Caller } from "../../router.ts";
import { describeApi } from "../../openapi/reference.ts";
import { enforceLimit } from "../../procedures/rate-limits.ts";
import type { Resources } from "../../resources.ts";
import { clientOf } from "../client-address.ts";
import { ignoreReadOnly } from "../../procedures/unavailable.ts";
import { type Banner, leaveBanner } from "../../sign-in/sessions/banners.ts";
import { beginSignIn, completeSignIn, type Visit } from "../../sign-in/sign-in.ts";
import { type SignedOut, signOut } from "../../sign-in/sign-out.ts";
import { emptyUpload, type Upload } from "../uploads/parse-form.ts";
import { type RequestFacts, SessionContext } from "./session-context.ts";

/** What a page knows of a draft: its id, from the URL, and its scope. */
type DraftName = { id: string; scope: string };

/** What a page stores together with a change: the banner of the next page, and that the draft with the answers is saved. */
type Saving = { banner: Banner; draft?: DraftName };

/**
 * What loaders and actions can do on the server. Created for each request and passed to them, so that they never import
 * it.
 */
export class RequestContext extends SessionContext {
  readonly service: { name: string; contactEmail: string };
  /** How long recipients of emails, refused sign-ins and other personal data are kept, in days (specification, section 10). */
  readonly retention: { emailDays: number; personalDataDays: number; refusedSignInDays: number };
  readonly publicUrl: string;
  /** The method of the browser's request. After an action, Remix calls loaders with a GET request of its own. */
  readonly method: string;
  /** What was posted to a page where files are uploaded; empty on any other. Its request has no body. */
  readonly upload: Upload;
  readonly #client: string;
  readonly #disconnected: (() => AbortSignal) | undefined;

  constructor(resources: Resources, request: RequestFacts) {
    super(resources, request);
    const { environment } = resources;
    this.service = { name: environment.SERVICE_NAME, contactEmail: environment.CONTACT_EMAIL };
    this.retention = {
      emailDays: environment.EMAIL_RETENTION_DAYS,
      personalDataDays: environment.PERSONAL_DATA_RETENTION_DAYS,
      refusedSignInDays: environment.REFUSED_SIGN_IN_RETENTION_DAYS,
    };
    this.publicUrl = environment.PUBLIC_URL;
    this.method = request.method;
    this.upload = request.upload ?? emptyUpload;
    this.#client = clientOf(request.client);
    this.#disconnected = request.disconnected;
  }

  /** What the page about the API says. */
  readonly describeApi = describeApi;

  /** Logs an error with the request id, which the error page shows as a reference. */
  logFailure(err: unknown): void {
    this.log.error({ err, requestId: this.requestId }, "A page failed");
  }

  /**
   * Returns the procedures, to be called as the signed-in person.
   *
   * @param saving what is stored in the same transaction as the change that a call makes
   */
  async api(saving?: Saving): Promise<Caller> {
    const { db, queue, searches, environment } = this.resources;
    const session = await this.getSession();
    const actor = session?.user ? { ...session.user, report: this.report } : null;
    const sessionIdHash = session?.idHash;
    const claim = saving && (await this.#createClaim(saving));
    const disconnected = this.#disconnected;
    const settings = environment;
    return createCaller({ db, queue, searches, actor, settings, claim, sessionIdHash, disconnected });
  }

  /** @throws {TRPCError} NOT_FOUND for a draft of another session or scope */
  async readDraft(draft: DraftName): Promise<Draft> {
    return readDraft(this.resources.db, await this.#draftKey(draft));
  }

  /**
   * Counts a post as one of the user's saves (specification, section 9, Rate limits).
   *
   * @throws {TRPCError} TOO_MANY_REQUESTS
   */
  async countSave(): Promise<void> {
    const { db, environment } = this.resources;
    const { user } = await this.requireUser();
    await enforceLimit(db, `saves:${user.id}`, environment.RATE_LIMIT_SAVES);
  }

  /** @throws {TRPCError} NOT_FOUND for a draft of another session or scope */
  async storeAnswers(draft: DraftName, answers: Answers): Promise<void> {
    await storeAnswers(this.resources.db, await this.#draftKey(draft), answers);
  }

  /** Whether there is no bulk change with an id, so that a form can begin one. */
  isFreeId(bulkChangeId: string): Promise<boolean> {
    return isFreeId(this.resources.db, bulkChangeId);
  }

  /** @throws {TRPCError} NOT_FOUND if the user does not see the bulk change */
  async readOutcomes(bulkChangeId: string): ReturnType<typeof readOutcomes> {
    const { user, idHash } = await this.requireUser();
    const owner = ownerOf({ actor: user, sessionIdHash: idHash });
    const outcomes = await readOutcomes(this.resources.db, owner, bulkChangeId);
    const about = { subjectKind: "bulk_change", subjectId: bulkChangeId, bulkChangeId } as const;
    this.report("downloaded", { actorKind: user.kind, actorId: user.id, action: "downloaded", ...about });
    return outcomes;
  }

  /** Whether to tell the user that the bulk change has ended: they started it, and were not told before. */
  async noteSeenEnding(bulkChangeId: string): Promise<boolean> {
    const { user } = await this.requireUser();
    const { db } = this.resources;
    return (await noteSeenEnding(db, bulkChangeId, user.id).catch(ignoreReadOnly)) ?? false;
  }

  /**
   * Returns a redirect to DfE Sign-in.
   *
   * @throws {TRPCError} TOO_MANY_REQUESTS
   */
  async beginSignIn(request: Request): Promise<Response> {
    await this.#limitSignIn("begin");
    return beginSignIn(this.resources, request, this.report);
  }

  /**
   * Checks DfE Sign-in's response, starts a session, and returns a redirect to the page that the person asked for or to
   * `/no-access`. Returns a redirect to sign in again if that did not succeed.
   *
   * @throws {TRPCError} TOO_MANY_REQUESTS
   */
  async completeSignIn(request: Request): Promise<Response> {
    await this.#limitSignIn("complete");
    return completeSignIn(this.resources, request, await this.#visit());
  }

  /** Ends our session, and returns where the session at DfE Sign-in ends. */
  async signOut(): Promise<SignedOut> {
    return signOut(this.resources, await this.#visit());
  }

  /**
   * Counts beginning and completing a sign-in against separate limits, so that everybody who begins can also complete
   * it.
   */
  async #limitSignIn(half: "begin" | "complete"): Promise<void> {
    const { db, environment } = this.resources;
    await enforceLimit(db, `sign-in:${half}:${this.#client}`, environment.RATE_LIMIT_SIGN_IN);
  }

  async #visit(): Promise<Visit> {
    return { sessionId: await this.sessionId(), requestId: this.requestId, report: this.report };
  }

  async #createClaim({ banner, draft }: Saving): Promise<Claim> {
    const { idHash } = await this.requireUser();
    if (draft === undefined) return (trx) => leaveBanner(trx, idHash, banner);
    return (trx) => claimDraft(trx, { ...draft, sessionIdHash: idHash }, banner);
  }

  async #draftKey(draft: DraftName): Promise<DraftKey> {
    const { idHash } = await this.requireUser();
    return { ...draft, sessionIdHash: idHash };
  }
}
