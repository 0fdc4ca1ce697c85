// Generated from the router and its schemas: after a change, run `npm run generate`.
import type { All, Call, Definitions, PagedCall } from "./calls.ts";

/** The rules that refuse calls. */
export type Reason =
  | "alreadySaved"
  | "emailInUse"
  | "alreadyInOrganisation"
  | "signedInMeanwhile"
  | "editingIsOff"
  | "alreadySignedIn"
  | "organisationClosed"
  | "sentJustNow"
  | "tooManyEmails"
  | "isYourself"
  | "isOwnAccount"
  | "cannotUnlink"
  | "hasSignedIn"
  | "problemClosed"
  | "cannotInvite"
  | "isLastSupportUser"
  | "alreadyStarted"
  | "nothingToDo"
  | "notEnded"
  | "tokenExpired"
  | "tokenRevoked"
  | "scopeMissing"
  | "tokenNameInUse"
  | "idempotencyKeyUsed"
  | "tooManyRequests"
  | "tooManySearches"
  | "searchTooSlow";

/** The codes of the console's errors: `docs/procedures.md` says when each is given. */
export type ConsoleCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_SUPPORTED"
  | "TIMEOUT"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "EXPECTATION_FAILED"
  | "UNPROCESSABLE_CONTENT"
  | "TOO_MANY_REQUESTS"
  | "HEADERS_TOO_LARGE"
  | "INTERNAL_SERVER_ERROR"
  | "SERVICE_UNAVAILABLE";

/** What each procedure takes and answers. */
export type Procedures = {
  "organisations.list": {
    input: {
      page?: number | undefined;
      query?: string | undefined;

      /** whether organisations that have closed are listed too; to their own users they always are */
      includeClosed?: boolean | undefined;
    };
    output: {
      items: {
        id: string;
        name: string;
        type: string;
        urn: string | null;
        ukprn: string | null;
        street: string | null;
        town: string | null;
        postcode: string | null;
        isClosed: boolean;

        /** when it closed; null: it is open, or the date is not known */
        closedOn: string | null;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;

      /** how many organisations that have closed match `query` but are left out, at most 1,000 */
      closedLeftOut: number;
    };
  };
  "organisations.get": {
    input: { organisationId?: string | undefined; urn?: string | undefined; ukprn?: string | undefined };
    output: {
      id: string;
      name: string;
      type: string;
      urn: string | null;
      ukprn: string | null;
      street: string | null;
      town: string | null;
      postcode: string | null;
      isClosed: boolean;

      /** when it closed; null: it is open, or the date is not known */
      closedOn: string | null;

      /** by name; none if the organisation is open */
      successors: {
        id: string;
        name: string;
        isClosed: boolean;

        /** false: it replaced a successor that has closed too */
        isDirect: boolean;

        /** whether all users of the closed organisation belong to it too */
        hasAllUsers: boolean;
      }[];
    };
  };
  "organisationUsers.list": {
    input: {
      organisationId: string;
      show?:
        | "all"
        | "not_signed_in"
        | "invitation_failed"
        | "invited_over_7_days_ago"
        | "signed_in_over_90_days_ago"
        | undefined;
      page?: number | undefined;
    };
    output: {
      organisation: {
        id: string;
        name: string;
        type: string;
        urn: string | null;
        ukprn: string | null;
        street: string | null;
        town: string | null;
        postcode: string | null;
        isClosed: boolean;

        /** when it closed; null: it is open, or the date is not known */
        closedOn: string | null;

        /** by name; none if the organisation is open */
        successors: {
          id: string;
          name: string;
          isClosed: boolean;

          /** false: it replaced a successor that has closed too */
          isDirect: boolean;

          /** whether all users of the closed organisation belong to it too */
          hasAllUsers: boolean;
        }[];
      };

      /** whether a bulk change to users of this organisation is in progress */
      isChanging: boolean;
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;
    };
  };
  "organisationUsers.get": {
    input: { organisationId: string; userId: string };
    output: {
      id: string;
      firstName: string;
      lastName: string;
      email: string;

      /** null: not signed in yet */
      lastSignedInAt: string | null;
      organisation: {
        id: string;
        name: string;
        type: string;
        urn: string | null;
        ukprn: string | null;
        street: string | null;
        town: string | null;
        postcode: string | null;
        isClosed: boolean;

        /** when it closed; null: it is open, or the date is not known */
        closedOn: string | null;
      };
      editing: "never" | "locked" | "open";
      emails: {
        id: string;
        kind:
          | "organisation_user_added"
          | "organisation_user_removed"
          | "organisation_user_invited_elsewhere"
          | "support_user_added"
          | "support_user_removed"
          | "email_address_changed";
        status: "queued" | "sent" | "delivered" | "failed" | "cancelled";

        /** why it failed and what to do; null unless it failed */
        failure: { reason: string; advice: string } | null;
        createdAt: string;

        /** when it got this status */
        statusAt: string;
      }[];
    };
  };
  "organisationUsers.search": {
    input: {
      query?: string | undefined;
      show?:
        | "all"
        | "not_signed_in"
        | "invitation_failed"
        | "invited_over_7_days_ago"
        | "signed_in_over_90_days_ago"
        | undefined;

      /** the same as `show: 'not_signed_in'`, for callers of earlier releases */
      notSignedIn?: boolean | undefined;
      page?: number | undefined;
    };
    output: {
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;

        /** by name */
        organisations: { id: string; name: string; isClosed: boolean }[];
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;
    };
  };
  "organisationUsers.download": {
    input: {
      organisationId: string;
      show?:
        | "all"
        | "not_signed_in"
        | "invitation_failed"
        | "invited_over_7_days_ago"
        | "signed_in_over_90_days_ago"
        | undefined;

      /** how many in one part; at most 1,000 */
      pageSize?: number | undefined;
      after?: string | undefined;
    };
    output: {
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;
      }[];

      /** null: this is the last part */
      next: string | null;
    };
  };
  "organisationUsers.downloadSearch": {
    input: {
      query?: string | undefined;
      show?:
        | "all"
        | "not_signed_in"
        | "invitation_failed"
        | "invited_over_7_days_ago"
        | "signed_in_over_90_days_ago"
        | undefined;

      /** how many in one part; at most 1,000 */
      pageSize?: number | undefined;
      after?: string | undefined;
    };
    output: {
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;

        /** by name */
        organisations: { id: string; name: string; isClosed: boolean }[];
      }[];

      /** null: this is the last part */
      next: string | null;
    };
  };
  "organisationUsers.export": {
    input: {
      /** whose users; all without it; the same on all pages of an export */
      organisationIds?: string[] | undefined;

      /** how many in one part; at most 1,000 */
      pageSize?: number | undefined;

      /** `next` of the page before; without it, an export begins */
      after?: string | undefined;
    };
    output: {
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;
        organisation: {
          id: string;
          name: string;
          urn: string | null;
          ukprn: string | null;
          isClosed: boolean;
        };
      }[];

      /** null: this is the last page */
      next: string | null;
    };
  };
  "organisationUsers.check": {
    input: {
      organisationId: string;
      firstName: string;
      lastName: string;
      email: string;
      userId?: string | undefined;
    };
    output: {
      firstName: string;
      lastName: string;
      email: string;

      /** the address already belongs to somebody; the answer has their stored name, which stays */
      storedNameStands: boolean;
    };
  };
  "organisationUsers.add": {
    input: {
      organisationId: string;
      firstName: string;
      lastName: string;
      email: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: { id: string; firstName: string; lastName: string; email: string };
  };
  "organisationUsers.update": {
    input: {
      organisationId: string;
      firstName: string;
      lastName: string;
      email: string;
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "organisationUsers.remove": {
    input: {
      organisationId: string;
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "organisationUsers.resendInvitation": {
    input: {
      organisationId: string;
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "organisationUsers.person": {
    input: { userId: string };
    output: {
      id: string;
      firstName: string;
      lastName: string;
      email: string;

      /** null: not signed in yet */
      lastSignedInAt: string | null;

      /** by name */
      organisations: { id: string; name: string; isClosed: boolean }[];

      /** whether a DfE Sign-in account is linked */
      isLinked: boolean;
      emails: {
        id: string;
        kind:
          | "organisation_user_added"
          | "organisation_user_removed"
          | "organisation_user_invited_elsewhere"
          | "support_user_added"
          | "support_user_removed"
          | "email_address_changed";
        status: "queued" | "sent" | "delivered" | "failed" | "cancelled";

        /** why it failed and what to do; null unless it failed */
        failure: { reason: string; advice: string } | null;
        createdAt: string;

        /** when it got this status */
        statusAt: string;

        /** null: about all of them */
        organisation: { id: string; name: string; isClosed: boolean } | null;
      }[];
    };
  };
  "organisationUsers.signingIn": {
    input: { userId: string };
    output: {
      /** whether a DfE Sign-in account is linked */
      isLinked: boolean;
      finding:
        | {
            kind: "invitation_failed";
            at: string;

            /** why the email failed */
            reason: string;

            /** what to do about it */
            advice: string;

            /** what support staff can do next */
            nextStep: "follow_advice";
          }
        | {
            kind: "other_account";

            /** when another account signed in with this address */
            at: string;

            /** the sign-in problem */
            problemId: string;

            /** what support staff can do next */
            nextStep: "unlink" | "remove_and_add" | "ask_another_support_user";
          }
        | {
            kind: "similar_refused";
            at: string;

            /** the sign-in problem */
            problemId: string;

            /** what support staff can do next */
            nextStep: "see_problem";
          }
        | {
            kind: "no_organisation";

            /** what support staff can do next */
            nextStep: "add_to_organisation";
          }
        | {
            kind: "unlinked";

            /** when the account was unlinked */
            at: string;

            /** what support staff can do next */
            nextStep: "ask_to_sign_in";
          }
        | {
            kind: "not_signed_in";

            /** what became of the latest invitation; `none`: there is no record of one */
            invitation: "queued" | "sent" | "delivered" | "cancelled" | "none";

            /** when it got this status; null without an invitation */
            at: string | null;

            /** `add_to_another`: all organisations of the user have closed, so no invitation can be sent again */
            nextStep: "send_again" | "add_to_another";
          }
        | {
            kind: "signed_in";
            at: string;

            /** what support staff can do next */
            nextStep: "none";
          };
    };
  };
  "organisationUsers.unlink": {
    input: {
      userId: string;

      /** true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name */
      confirmed: true;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "supportUsers.list": {
    input: {
      show?:
        | "all"
        | "not_signed_in"
        | "invitation_failed"
        | "invited_over_7_days_ago"
        | "signed_in_over_90_days_ago"
        | undefined;
      page?: number | undefined;
    };
    output: {
      items: {
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** null: not signed in yet */
        lastSignedInAt: string | null;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;
    };
  };
  "supportUsers.get": {
    input: { userId: string };
    output: {
      id: string;
      firstName: string;
      lastName: string;
      email: string;

      /** null: not signed in yet */
      lastSignedInAt: string | null;
      editing: "never" | "locked" | "open";

      /** false for oneself */
      mayRemove: boolean;
      emails: {
        id: string;
        kind:
          | "organisation_user_added"
          | "organisation_user_removed"
          | "organisation_user_invited_elsewhere"
          | "support_user_added"
          | "support_user_removed"
          | "email_address_changed";
        status: "queued" | "sent" | "delivered" | "failed" | "cancelled";

        /** why it failed and what to do; null unless it failed */
        failure: { reason: string; advice: string } | null;
        createdAt: string;

        /** when it got this status */
        statusAt: string;
      }[];
    };
  };
  "supportUsers.check": {
    input: { firstName: string; lastName: string; email: string; userId?: string | undefined };
    output: { firstName: string; lastName: string; email: string };
  };
  "supportUsers.add": {
    input: {
      firstName: string;
      lastName: string;
      email: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: { id: string; firstName: string; lastName: string; email: string };
  };
  "supportUsers.update": {
    input: {
      firstName: string;
      lastName: string;
      email: string;
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "supportUsers.remove": {
    input: {
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "supportUsers.resendInvitation": {
    input: {
      userId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "supportUsers.signingIn": {
    input: { userId: string };
    output: {
      /** whether a DfE Sign-in account is linked */
      isLinked: boolean;
      finding:
        | {
            kind: "invitation_failed";
            at: string;

            /** why the email failed */
            reason: string;

            /** what to do about it */
            advice: string;

            /** what support staff can do next */
            nextStep: "follow_advice";
          }
        | {
            kind: "other_account";

            /** when another account signed in with this address */
            at: string;

            /** the sign-in problem */
            problemId: string;

            /** what support staff can do next */
            nextStep: "unlink" | "remove_and_add" | "ask_another_support_user";
          }
        | {
            kind: "similar_refused";
            at: string;

            /** the sign-in problem */
            problemId: string;

            /** what support staff can do next */
            nextStep: "see_problem";
          }
        | {
            kind: "no_organisation";

            /** what support staff can do next */
            nextStep: "add_to_organisation";
          }
        | {
            kind: "unlinked";

            /** when the account was unlinked */
            at: string;

            /** what support staff can do next */
            nextStep: "ask_to_sign_in";
          }
        | {
            kind: "not_signed_in";

            /** what became of the latest invitation; `none`: there is no record of one */
            invitation: "queued" | "sent" | "delivered" | "cancelled" | "none";

            /** when it got this status; null without an invitation */
            at: string | null;

            /** `add_to_another`: all organisations of the user have closed, so no invitation can be sent again */
            nextStep: "send_again" | "add_to_another";
          }
        | {
            kind: "signed_in";
            at: string;

            /** what support staff can do next */
            nextStep: "none";
          };
    };
  };
  "supportUsers.unlink": {
    input: {
      userId: string;

      /** true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name */
      confirmed: true;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "bulkChanges.check": {
    input: {
      kind: "add" | "invite_again" | "remove";

      /** checks again in place of an earlier check; without it, a new bulk change */
      bulkChangeId?: string | undefined;

      /** all rows are for this organisation */
      organisationId?: string | undefined;

      /** the people to add */
      rows?:
        | {
            /** the row's number in the file; without it, its place among `rows` */
            number?: number | undefined;

            /** the whole row as it came, for the download of the outcome */
            cells?: string[] | undefined;
            firstName?: string | undefined;
            lastName?: string | undefined;
            email?: string | undefined;
            urn?: string | undefined;
            ukprn?: string | undefined;

            /** in place of `urn` and `ukprn` */
            organisationId?: string | undefined;
          }[]
        | undefined;
      source?:
        | {
            pasted?: string | undefined;
            fileName?: string | undefined;

            /** the first row of the file, if it named the columns */
            header?: string[] | undefined;
          }
        | undefined;

      /** the people to invite again or remove */
      users?:
        | {
            userId: string;

            /** without it: invite about the organisation last invited to, or remove from all */
            organisationId?: string | undefined;
          }[]
        | undefined;

      /** in place of `users`: all that a list shows */
      all?:
        | {
            query?: string | undefined;
            show?:
              | "all"
              | "not_signed_in"
              | "invitation_failed"
              | "invited_over_7_days_ago"
              | "signed_in_over_90_days_ago"
              | undefined;
          }
        | undefined;

      /** to add: all users of this organisation, to add to `organisationId` */
      usersOf?: string | undefined;

      /** takes the rows not done of this bulk change */
      retryOf?: string | undefined;

      /** to remove: takes the users that this bulk change added */
      undoOf?: string | undefined;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: {
      id: string;
      kind: "add" | "invite_again" | "remove";
      state: "unstarted" | "running" | "finished" | "stopped";

      /** null: rows name theirs */
      organisation: { id: string; name: string; isClosed: boolean } | null;

      /** null until the start */
      startedBy: { kind: "support_user" | "api_token"; id: string; name: string } | null;
      checkedAt: string;
      startedAt: string | null;

      /** when the last row was done, or when it was stopped */
      finishedAt: string | null;

      /** all rows */
      total: number;

      /** the rows that the check found something to do for */
      toDo: number;

      /** of these, the rows that have an outcome */
      worked: number;

      /** rows that were added, linked, invited or removed */
      done: number;
      nothingToDo: number;

      /** rows that were refused, failed or stopped */
      notDone: number;

      /** how many rows the check found of each */
      verdicts: {
        will_be_added: number;
        will_be_linked: number;
        will_be_invited: number;
        will_be_removed: number;
        already_belongs: number;
        already_removed: number;
        just_invited: number;
        signed_in: number;
        refused: number;
      };

      /** how many rows have each outcome */
      outcomes: {
        added: number;
        linked: number;
        invited: number;
        removed: number;
        already_belongs: number;
        already_removed: number;
        just_invited: number;
        signed_in: number;
        refused: number;
        failed: number;
        stopped: number;
      };

      /** how many emails the rows to do send */
      emails: number;

      /** how many people the rows to do are about */
      people: number;

      /** how many organisations the rows to do are about */
      organisations: number;

      /** 'Stopped', or why it stopped by itself, in words; null unless it was stopped */
      stoppedBecause: string | null;

      /** rows not done can be tried again with `retryOf` */
      canRetry: boolean;

      /** users were added, and can be removed with `undoOf` */
      canUndo: boolean;

      /** when the rows were deleted; the counts stay */
      detailsDeletedAt: string | null;
      fileName: string | null;

      /** null unless asked for */
      pasted: string | null;
    };
  };
  "bulkChanges.start": {
    input: {
      bulkChangeId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "bulkChanges.get": {
    input: {
      bulkChangeId: string;

      /** also answers what was pasted; only until the start */
      withSource?: boolean | undefined;
    };
    output: {
      id: string;
      kind: "add" | "invite_again" | "remove";
      state: "unstarted" | "running" | "finished" | "stopped";

      /** null: rows name theirs */
      organisation: { id: string; name: string; isClosed: boolean } | null;

      /** null until the start */
      startedBy: { kind: "support_user" | "api_token"; id: string; name: string } | null;
      checkedAt: string;
      startedAt: string | null;

      /** when the last row was done, or when it was stopped */
      finishedAt: string | null;

      /** all rows */
      total: number;

      /** the rows that the check found something to do for */
      toDo: number;

      /** of these, the rows that have an outcome */
      worked: number;

      /** rows that were added, linked, invited or removed */
      done: number;
      nothingToDo: number;

      /** rows that were refused, failed or stopped */
      notDone: number;

      /** how many rows the check found of each */
      verdicts: {
        will_be_added: number;
        will_be_linked: number;
        will_be_invited: number;
        will_be_removed: number;
        already_belongs: number;
        already_removed: number;
        just_invited: number;
        signed_in: number;
        refused: number;
      };

      /** how many rows have each outcome */
      outcomes: {
        added: number;
        linked: number;
        invited: number;
        removed: number;
        already_belongs: number;
        already_removed: number;
        just_invited: number;
        signed_in: number;
        refused: number;
        failed: number;
        stopped: number;
      };

      /** how many emails the rows to do send */
      emails: number;

      /** how many people the rows to do are about */
      people: number;

      /** how many organisations the rows to do are about */
      organisations: number;

      /** 'Stopped', or why it stopped by itself, in words; null unless it was stopped */
      stoppedBecause: string | null;

      /** rows not done can be tried again with `retryOf` */
      canRetry: boolean;

      /** users were added, and can be removed with `undoOf` */
      canUndo: boolean;

      /** when the rows were deleted; the counts stay */
      detailsDeletedAt: string | null;
      fileName: string | null;

      /** null unless asked for */
      pasted: string | null;
    };
  };
  "bulkChanges.rows": {
    input: {
      bulkChangeId: string;
      show?: "all" | "done" | "nothing_to_do" | "not_done" | undefined;
      page?: number | undefined;
    };
    output: {
      items: {
        /** counts from 1 */
        position: number;

        /** the row's number in the file */
        number: number | null;
        firstName: string | null;
        lastName: string | null;
        email: string | null;

        /** as typed */
        urn: string | null;

        /** as typed */
        ukprn: string | null;
        organisation: { id: string; name: string; isClosed: boolean } | null;
        userId: string | null;

        /** the name of the person with the address, if it differs and stays */
        storedName: string | null;
        verdict:
          | "will_be_added"
          | "will_be_linked"
          | "will_be_invited"
          | "will_be_removed"
          | "already_belongs"
          | "already_removed"
          | "just_invited"
          | "signed_in"
          | "refused";

        /** null: not done yet */
        outcome:
          | "added"
          | "linked"
          | "invited"
          | "removed"
          | "already_belongs"
          | "already_removed"
          | "just_invited"
          | "signed_in"
          | "refused"
          | "failed"
          | "stopped"
          | null;

        /** the outcome in words */
        outcomeText: string | null;

        /** why nothing is done for this row, in words */
        problem: string | null;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;
    };
  };
  "bulkChanges.list": {
    input: {
      /** those that have a row for this organisation */
      organisationId?: string | undefined;

      /** only those that are in progress */
      isRunning?: true | undefined;
      page?: number | undefined;
    };
    output: {
      items: {
        id: string;
        kind: "add" | "invite_again" | "remove";
        state: "unstarted" | "running" | "finished" | "stopped";

        /** null: rows name theirs */
        organisation: { id: string; name: string; isClosed: boolean } | null;

        /** null until the start */
        startedBy: { kind: "support_user" | "api_token"; id: string; name: string } | null;
        checkedAt: string;
        startedAt: string | null;

        /** when the last row was done, or when it was stopped */
        finishedAt: string | null;

        /** all rows */
        total: number;

        /** the rows that the check found something to do for */
        toDo: number;

        /** of these, the rows that have an outcome */
        worked: number;

        /** rows that were added, linked, invited or removed */
        done: number;
        nothingToDo: number;

        /** rows that were refused, failed or stopped */
        notDone: number;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;
    };
  };
  "bulkChanges.stop": {
    input: {
      bulkChangeId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "signInProblems.list": {
    input: { query?: string | undefined; show?: "open" | "all" | undefined; page?: number | undefined };
    output: {
      items: {
        id: string;

        /** the email address used, as it came; empty if DfE Sign-in sent none */
        email: string;

        /** as it came, like the next one */
        givenName: string | null;
        familyName: string | null;
        reason:
          | "unconfirmed_address"
          | "linked_account"
          | "not_departmental"
          | "removed_support_user"
          | "no_organisation"
          | "not_invited";

        /** how often it was tried */
        count: number;
        firstAt: string;
        lastAt: string;
        state: "open" | "invited" | "resolved";
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;
    };
  };
  "signInProblems.get": {
    input: { problemId: string };
    output: {
      id: string;

      /** the email address used, as it came; empty if DfE Sign-in sent none */
      email: string;

      /** as it came, like the next one */
      givenName: string | null;
      familyName: string | null;
      reason:
        | "unconfirmed_address"
        | "linked_account"
        | "not_departmental"
        | "removed_support_user"
        | "no_organisation"
        | "not_invited";

      /** how often it was tried */
      count: number;
      firstAt: string;
      lastAt: string;
      state: "open" | "invited" | "resolved";
      resolvedAt: string | null;

      /** who invited the person because of this problem, and when */
      invited: { at: string; by: { kind: "support_user" | "api_token"; name: string } } | null;

      /** the user that the reason is about: of the linked address, who left DfE, or who belongs to no organisation */
      person: {
        kind: "support_user" | "organisation_user";
        id: string;
        firstName: string;
        lastName: string;
        email: string;
      } | null;

      /** who can be invited at this address instead; at most five, best first */
      candidates: {
        kind: "support_user" | "organisation_user";
        id: string;
        firstName: string;
        lastName: string;
        email: string;

        /** same name; same part before the @; or a name and address much alike */
        likeness: "same_name" | "same_mailbox" | "similar";

        /** by name */
        organisations: { id: string; name: string; isClosed: boolean }[];

        /** when the latest invitation was requested */
        invitedAt: string | null;

        /** what became of it */
        invitation: "queued" | "sent" | "delivered" | "failed" | "cancelled" | null;
      }[];
      mayAddToOrganisation: boolean;
      mayAddAsSupportUser: boolean;
    };
  };
  "signInProblems.checkInstead": {
    input: { problemId: string; userId: string };
    output: {
      kind: "support_user" | "organisation_user";

      /** as invited, with the old address */
      person: { id: string; firstName: string; lastName: string; email: string };
      newEmail: string;

      /** by name */
      organisations: { id: string; name: string; isClosed: boolean }[];

      /** whether nobody at these organisations has an address at the domain of the new one */
      isDomainUnknown: boolean;

      /** false for support users, and where that address does not exist */
      willEmailOldAddress: boolean;
    };
  };
  "signInProblems.inviteInstead": {
    input: {
      problemId: string;
      userId: string;

      /** true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name */
      confirmed: true;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: {
      kind: "support_user" | "organisation_user";
      id: string;
      firstName: string;
      lastName: string;
      email: string;
    };
  };
  "signInProblems.addToOrganisation": {
    input: {
      problemId: string;
      organisationId: string;
      firstName: string;
      lastName: string;
      email: string;

      /** true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name */
      confirmed: true;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: { id: string; firstName: string; lastName: string; email: string };
  };
  "signInProblems.addAsSupportUser": {
    input: {
      problemId: string;
      firstName: string;
      lastName: string;
      email: string;

      /** true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name */
      confirmed: true;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: { id: string; firstName: string; lastName: string; email: string };
  };
  "signInProblems.resolve": {
    input: {
      problemId: string;

      /** makes the call safe to repeat for 24 hours */
      idempotencyKey?: string | undefined;
    };
    output: null;
  };
  "activity.list": {
    input: {
      kind?:
        | "added"
        | "linked"
        | "edited"
        | "removed"
        | "invited_again"
        | "invited_instead"
        | "first_signed_in"
        | "unlinked"
        | "linked_anew"
        | "merged"
        | "sign_in_mismatch"
        | "email_failed"
        | "downloaded"
        | "imported"
        | "started"
        | "stopped"
        | "problem_resolved"
        | undefined;

      /** who did it: a support user or an API token */
      actorId?: string | undefined;

      /** the first day, in UK time, like 2026-01-14 */
      from?: string | undefined;

      /** the last day */
      to?: string | undefined;

      /** the person who did it, or who it was done to */
      userId?: string | undefined;
      organisationId?: string | undefined;

      /** with `userId`: without what happened before the user was last removed and added again */
      sinceAdded?: boolean | undefined;
      page?: number | undefined;
    };
    output: {
      items: {
        id: number;
        at: string;
        kind:
          | "added"
          | "linked"
          | "edited"
          | "removed"
          | "invited_again"
          | "invited_instead"
          | "first_signed_in"
          | "unlinked"
          | "linked_anew"
          | "merged"
          | "sign_in_mismatch"
          | "email_failed"
          | "downloaded"
          | "imported"
          | "started"
          | "stopped"
          | "problem_resolved";
        actor: {
          kind: "support_user" | "organisation_user" | "api_token" | "system";
          id: string | null;
          name: string | null;

          /** whether it is a person who is still a user, or an organisation */
          hasPage: boolean;
        };

        /** null for an import and a download of all users, because they are about many organisations */
        subject: {
          kind: "support_user" | "organisation_user" | "api_token" | "organisation" | "bulk_change";
          id: string | null;
          name: string | null;

          /** null for all but people, and in entries of before */
          email: string | null;

          /** whether it is a person who is still a user, or an organisation */
          hasPage: boolean;
        } | null;
        organisation: { id: string; name: string; isClosed: boolean } | null;

        /** the bulk change that was started or stopped, or that the entry is a row of */
        bulkChange: { id: string; kind: "add" | "invite_again" | "remove"; people: number } | null;

        /** old and new value of each changed field */
        changes: { [field: string]: { from: string | null; to: string | null } } | null;
      }[];

      /** how many there are on all pages */
      total: number;

      /** counts from 1 */
      page: number;

      /** at least 1 */
      pageCount: number;

      /** whether more than 1,000 match; `total` is then 1000 */
      isMore: boolean;
    };
  };
  "activity.choices": {
    input: {
      /** the person who did it, or who it was done to */
      userId?: string | undefined;
      organisationId?: string | undefined;
    };
    output: {
      /** by name */
      actors: {
        id: string;
        kind: "support_user" | "api_token";
        name: string;

        /** null for an API token */
        email: string | null;

        /** false: removed or revoked */
        isCurrent: boolean;
      }[];

      /** of `userId`; null: there is no such person or API token, or no longer */
      person: { name: string; email: string | null } | null;

      /** of `organisationId` */
      organisation: { name: string } | null;
    };
  };
  "activity.download": {
    input: {
      kind?:
        | "added"
        | "linked"
        | "edited"
        | "removed"
        | "invited_again"
        | "invited_instead"
        | "first_signed_in"
        | "unlinked"
        | "linked_anew"
        | "merged"
        | "sign_in_mismatch"
        | "email_failed"
        | "downloaded"
        | "imported"
        | "started"
        | "stopped"
        | "problem_resolved"
        | undefined;

      /** who did it: a support user or an API token */
      actorId?: string | undefined;

      /** the first day, in UK time, like 2026-01-14 */
      from?: string | undefined;

      /** the last day */
      to?: string | undefined;

      /** the person who did it, or who it was done to */
      userId?: string | undefined;
      organisationId?: string | undefined;

      /** how many in one part; at most 1,000 */
      pageSize?: number | undefined;

      /** the `next` of the part before */
      after?: number | undefined;
    };
    output: {
      items: {
        id: number;
        at: string;
        kind:
          | "added"
          | "linked"
          | "edited"
          | "removed"
          | "invited_again"
          | "invited_instead"
          | "first_signed_in"
          | "unlinked"
          | "linked_anew"
          | "merged"
          | "sign_in_mismatch"
          | "email_failed"
          | "downloaded"
          | "imported"
          | "started"
          | "stopped"
          | "problem_resolved";
        actor: {
          kind: "support_user" | "organisation_user" | "api_token" | "system";
          id: string | null;
          name: string | null;

          /** whether it is a person who is still a user, or an organisation */
          hasPage: boolean;
        };

        /** null for an import and a download of all users, because they are about many organisations */
        subject: {
          kind: "support_user" | "organisation_user" | "api_token" | "organisation" | "bulk_change";
          id: string | null;
          name: string | null;

          /** null for all but people, and in entries of before */
          email: string | null;

          /** whether it is a person who is still a user, or an organisation */
          hasPage: boolean;
        } | null;
        organisation: { id: string; name: string; isClosed: boolean } | null;

        /** the bulk change that was started or stopped, or that the entry is a row of */
        bulkChange: { id: string; kind: "add" | "invite_again" | "remove"; people: number } | null;

        /** old and new value of each changed field */
        changes: { [field: string]: { from: string | null; to: string | null } } | null;
      }[];

      /** the `after` of the next part; null: this is the last one */
      next: number | null;
    };
  };
  "performance.get": {
    input: {
      /** the last 30 days, the last 12 months (this month and the 11 before it), or all time */
      period?: "30_days" | "12_months" | "all_time" | undefined;
    };
    output: {
      period: "30_days" | "12_months" | "all_time";

      /** null until figures have been counted for the first time */
      figures: {
        /** the first day */
        from: string;

        /** the last day, in London: figures are counted each night */
        to: string;

        /** organisation users by the day of adding, and what became of them within 90 days */
        added: { users: number; invitationSent: number; invitationDelivered: number; signedIn: number };
        firstSignIn: {
          /** days from adding to the first sign-in; null without any */
          medianDays: number | null;
          within: { days: number; users: number }[];
        };

        /** users added, and users removed from their last organisation */
        months: { from: string; to: string; added: number; removed: number }[];
        emails: { sent: number; delivered: number; failed: number; cancelled: number };

        /** most frequent first */
        failedEmails: { reason: string; emails: number }[];
        refusedSignIns: {
          reason:
            | "unconfirmed_address"
            | "linked_account"
            | "not_departmental"
            | "removed_support_user"
            | "no_organisation"
            | "not_invited";
          signIns: number;
        }[];

        /** on the day after `to` */
        organisations: { withUser: number; withSignedInUser: number };
      } | null;
    };
  };
};

/** Every procedure. Those that answer pages also have `all`, which reads all pages. */
export type SupportClient = {
  organisations: {
    /** A page of organisations, by name. Every word of `query` is in the name, town, postcode, URN or UKPRN. Those that have closed are left out. */
    list: PagedCall<Procedures["organisations.list"]>;
    /** One organisation, and what replaced it. It is named by `organisationId`, `urn` or `ukprn`: by one of them. */
    get: Call<Procedures["organisations.get"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["organisations.list"]>;
  };
  organisationUsers: {
    /** An organisation, and a page of its users, by first name, then last name. */
    list: PagedCall<Procedures["organisationUsers.list"]>;
    /** One user of an organisation, with the organisation and the emails to them about it. */
    get: Call<Procedures["organisationUsers.get"]>;
    /** A page of the users of all organisations, by first name, then last name. Every word of `query` is in the name or the address. */
    search: PagedCall<Procedures["organisationUsers.search"]>;
    /** All users of an organisation, or those that `show` names, part by part. The download is recorded in the activity log. */
    download: PagedCall<Procedures["organisationUsers.download"]>;
    /** All users of all organisations that `search` finds, part by part. The download is recorded in the activity log. */
    downloadSearch: PagedCall<Procedures["organisationUsers.downloadSearch"]>;
    /** The users of all organisations, or of some, page by page: each user with one of their organisations. A user who belongs to an organisation from the first page to the last is there once with it. The first page is recorded in the activity log. An export can go on for 24 hours. */
    export: PagedCall<Procedures["organisationUsers.export"]>;
    /** What `add` would store, or `update` if there is a `userId`. Changes nothing. */
    check: Call<Procedures["organisationUsers.check"]>;
    /** Adds a person to an organisation and emails them. If a person has the address already, they are linked to the organisation. */
    add: Call<Procedures["organisationUsers.add"]>;
    /** Changes a user in all their organisations. Emails sign-in details to a new address. */
    update: Call<Procedures["organisationUsers.update"]>;
    /** Removes a user from an organisation and emails them. The user's record stays. */
    remove: Call<Procedures["organisationUsers.remove"]>;
    /** Sends a user's invitation again, until their first sign-in. */
    resendInvitation: Call<Procedures["organisationUsers.resendInvitation"]>;
    /** One user in all their organisations, with all emails to them. */
    person: Call<Procedures["organisationUsers.person"]>;
    /** What keeps a user from signing in, or that nothing does, and what support staff can do next. */
    signingIn: Call<Procedures["organisationUsers.signingIn"]>;
    /** Unlinks a user's DfE Sign-in account, where `signingIn` says so. The next account with their address is then linked. Sends no email. */
    unlink: Call<Procedures["organisationUsers.unlink"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["organisationUsers.list"]>;
  };
  supportUsers: {
    /** A page of support users, by first name, then last name. */
    list: PagedCall<Procedures["supportUsers.list"]>;
    /** One support user, and the emails to them. */
    get: Call<Procedures["supportUsers.get"]>;
    /** What `add` would store, or `update` if there is a `userId`. Changes nothing. */
    check: Call<Procedures["supportUsers.check"]>;
    /** Adds a support user and emails them. If a removed user has the address, their record is restored as new. */
    add: Call<Procedures["supportUsers.add"]>;
    /** Changes a support user until their first sign-in. Emails sign-in details to a new address. */
    update: Call<Procedures["supportUsers.update"]>;
    /** Removes a support user, ends their sessions and emails them. */
    remove: Call<Procedures["supportUsers.remove"]>;
    /** Sends a user's invitation again, until their first sign-in. */
    resendInvitation: Call<Procedures["supportUsers.resendInvitation"]>;
    /** What keeps a user from signing in, or that nothing does, and what support staff can do next. */
    signingIn: Call<Procedures["supportUsers.signingIn"]>;
    /** Unlinks a user's DfE Sign-in account, where `signingIn` says so. The next account with their address is then linked. Sends no email. */
    unlink: Call<Procedures["supportUsers.unlink"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["supportUsers.list"]>;
  };
  bulkChanges: {
    /** Checks what a change to several people would do, by the rules of the single change, and stores it for `start`. */
    check: Call<Procedures["bulkChanges.check"]>;
    /** Starts a checked bulk change. If it has been started, nothing happens. */
    start: Call<Procedures["bulkChanges.start"]>;
    /** A bulk change and its progress. */
    get: Call<Procedures["bulkChanges.get"]>;
    /** A page of a bulk change's rows. Until the start, those that cannot be done are first; then all are in the order of the file. */
    rows: PagedCall<Procedures["bulkChanges.rows"]>;
    /** A page of the bulk changes that were started, newest first. */
    list: PagedCall<Procedures["bulkChanges.list"]>;
    /** Stops a bulk change: rows not done yet will not be done. If it has ended, nothing happens. */
    stop: Call<Procedures["bulkChanges.stop"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["bulkChanges.list"]>;
  };
  signInProblems: {
    /** A page of the sign-ins that were refused, newest first. Every word of `query` is in the name or the address. */
    list: PagedCall<Procedures["signInProblems.list"]>;
    /** One refused sign-in, with the people it could be and what can be done about it. */
    get: Call<Procedures["signInProblems.get"]>;
    /** What `inviteInstead` would do. Changes nothing. */
    checkInstead: Call<Procedures["signInProblems.checkInstead"]>;
    /** Invites a user who has never signed in at the refused address instead of theirs: removes them from all their organisations, adds them anew and emails both addresses. A support user's address is changed. */
    inviteInstead: Call<Procedures["signInProblems.inviteInstead"]>;
    /** Adds the person who was refused to an organisation, as `organisationUsers.add` does. */
    addToOrganisation: Call<Procedures["signInProblems.addToOrganisation"]>;
    /** Adds the person who was refused as a support user, as `supportUsers.add` does. */
    addAsSupportUser: Call<Procedures["signInProblems.addAsSupportUser"]>;
    /** Marks a refused sign-in as resolved. A further try opens it again. */
    resolve: Call<Procedures["signInProblems.resolve"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["signInProblems.list"]>;
  };
  activity: {
    /** A page of the activity log, newest first. Each field but `page` and `sinceAdded` narrows it. */
    list: PagedCall<Procedures["activity.list"]>;
    /** Whose activity the log can be narrowed to, and the names of the person and the organisation that it is narrowed to. */
    choices: Call<Procedures["activity.choices"]>;
    /** All that `list` finds, part by part. The download is recorded in the activity log, with what it was narrowed by. */
    download: PagedCall<Procedures["activity.download"]>;
    /** The items of all pages of `list`. */
    all: All<Procedures["activity.list"]>;
  };
  performance: {
    /** The figures of the Performance page: numbers only, up to the end of yesterday. */
    get: Call<Procedures["performance.get"]>;
  };
};

/** Whether a procedure may be repeated, and how its pages continue. */
export const procedures: Definitions = {
  organisations: { list: { repeatable: "always", paging: "page" }, get: { repeatable: "always" } },
  organisationUsers: {
    list: { repeatable: "always", paging: "page" },
    get: { repeatable: "always" },
    search: { repeatable: "always", paging: "page" },
    download: { repeatable: "never", paging: "after" },
    downloadSearch: { repeatable: "never", paging: "after" },
    export: { repeatable: "always", paging: "after" },
    check: { repeatable: "always" },
    add: { repeatable: "withKey" },
    update: { repeatable: "withKey" },
    remove: { repeatable: "withKey" },
    resendInvitation: { repeatable: "withKey" },
    person: { repeatable: "always" },
    signingIn: { repeatable: "always" },
    unlink: { repeatable: "withKey" },
  },
  supportUsers: {
    list: { repeatable: "always", paging: "page" },
    get: { repeatable: "always" },
    check: { repeatable: "always" },
    add: { repeatable: "withKey" },
    update: { repeatable: "withKey" },
    remove: { repeatable: "withKey" },
    resendInvitation: { repeatable: "withKey" },
    signingIn: { repeatable: "always" },
    unlink: { repeatable: "withKey" },
  },
  bulkChanges: {
    check: { repeatable: "withKey" },
    start: { repeatable: "withKey" },
    get: { repeatable: "always" },
    rows: { repeatable: "always", paging: "page" },
    list: { repeatable: "always", paging: "page" },
    stop: { repeatable: "withKey" },
  },
  signInProblems: {
    list: { repeatable: "always", paging: "page" },
    get: { repeatable: "always" },
    checkInstead: { repeatable: "always" },
    inviteInstead: { repeatable: "withKey" },
    addToOrganisation: { repeatable: "withKey" },
    addAsSupportUser: { repeatable: "withKey" },
    resolve: { repeatable: "withKey" },
  },
  activity: {
    list: { repeatable: "always", paging: "page" },
    choices: { repeatable: "always" },
    download: { repeatable: "never", paging: "after" },
  },
  performance: { get: { repeatable: "always" } },
};
