import { TRPCError } from "@trpc/server";
import type { Log } from "../../log.ts";
import { ignoreReadOnly } from "../../procedures/unavailable.ts";
import type { Resources } from "../../resources.ts";
import { createReport, type Report } from "../../security-events/report.ts";
import { type Banner, leaveBanner, takeBanner } from "../../sign-in/sessions/banners.ts";
import { endOtherSessions, listSessions } from "../../sign-in/sessions/own-sessions.ts";
import { sessionCookie } from "../../sign-in/sessions/session-cookie.ts";
import { findSession, mostSessions, type Session } from "../../sign-in/sessions/sessions.ts";
import type { Upload } from "../uploads/parse-form.ts";

/**
 * What is known of a request. `client` is its address, as `addressOf` returns it. `disconnected` returns a signal that is aborted when its
 * client disconnects. `upload` is the form of a page where files are uploaded.
 */
export type RequestFacts = {
  id: string;
  method: string;
  cookie: string | null;
  client: string;
  disconnected?: () => AbortSignal;
  upload?: Upload | undefined;
};

/** The session of a request, and what is done with sessions. Reports security events with the request's id. */
export class SessionContext {
  readonly requestId: string;
  readonly log: Log;
  /** Writes a security event. */
  readonly report: Report;
  protected readonly resources: Resources;
  readonly #cookie: string | null;
  #session: Promise<Session | undefined> | undefined;

  constructor(resources: Resources, { id, client, cookie }: RequestFacts) {
    this.requestId = id;
    this.log = resources.log;
    this.report = createReport(resources.log, { requestId: id, client });
    this.resources = resources;
    this.#cookie = cookie;
  }

  /**
   * The session of this request. The first call reads it from the database.
   *
   * @param options `isUse`: whether the request keeps the session alive; what a page asks by itself does not
   */
  getSession({ isUse = true }: { isUse?: boolean } = {}): Promise<Session | undefined> {
    return (this.#session ??= this.#readSession(isUse));
  }

  /** The signed-in user, if the session has been read already. */
  async knownUser(): Promise<Session["user"]> {
    return (await this.#session?.catch(() => undefined))?.user ?? null;
  }

  /** Stores a banner, which the next page of this session that can show one will show. */
  async leaveBanner(banner: Banner): Promise<void> {
    const { idHash } = await this.requireUser();
    await leaveBanner(this.resources.db, idHash, banner);
  }

  /** Returns the session's banner and deletes it, so that it is shown only once. */
  async takeBanner(): Promise<Banner | null> {
    const session = await this.getSession();
    if (!session?.hasBanner) return null;
    return (await takeBanner(this.resources.db, session.idHash).catch(ignoreReadOnly)) ?? null;
  }

  /** The user's sessions: how many there can be, list them, and end all but this one. */
  async openSessions() {
    const { db, environment } = this.resources;
    const session = await this.requireUser();
    return {
      most: mostSessions,
      list: () => listSessions(db, session, environment.SESSION_IDLE_MINUTES),
      endOthers: async () => {
        const { kind, id } = session.user;
        const count = await endOtherSessions(db, session);
        const ended = { reason: "signed_out_elsewhere", count, userKind: kind, userId: id } as const;
        this.report("sessions_ended", { actorKind: kind, actorId: id, ...ended });
      },
    };
  }

  async #readSession(isUse: boolean): Promise<Session | undefined> {
    const { db, environment } = this.resources;
    const sessionId = await this.sessionId();
    if (sessionId === undefined) return undefined;
    return findSession(db, sessionId, environment.SESSION_IDLE_MINUTES, isUse);
  }

  protected async sessionId(): Promise<string | undefined> {
    const { PUBLIC_URL } = this.resources.environment;
    const sessionId: unknown = await sessionCookie(PUBLIC_URL).parse(this.#cookie);
    return typeof sessionId === "string" ? sessionId : undefined;
  }

  protected async requireUser() {
    const session = await this.getSession();
    if (!session?.user) throw new TRPCError({ code: "UNAUTHORIZED" });
    return { ...session, user: session.user };
  }
}
