import type { BulkChange, DescribedBulkChange } from "../../../server/bulk-changes/schema";
import { formatDateTime } from "../date-time";

type Kind = BulkChange["kind"];

/** The texts about one kind of bulk change. `done` and `notDone` are verbs, such as 'added'. */
type Words = {
  /** What the bulk change does, as a heading and in the list. */
  heading: string;
  /** The heading of the page on which it is checked, and the caption of that page if it has one. */
  check: string;
  caption?: string;
  done: string;
  /** The button that starts it. */
  start: (bulkChange: DescribedBulkChange) => string;
};

const words: Record<Kind, Words> = {
  add: {
    heading: "Add several users",
    check: "Check your answers",
    caption: "Add several users",
    done: "added",
    start: ({ toDo }) => `Add ${count(toDo, "user")}`,
  },
  invite_again: {
    heading: "Send invitations again",
    check: "Are you sure you want to send these invitations again?",
    done: "invited again",
    start: ({ toDo }) => `Send ${count(toDo, "invitation")}`,
  },
  remove: {
    heading: "Remove users",
    check: "Are you sure you want to remove these users?",
    done: "removed",
    start: ({ people, organisations }) =>
      `Remove ${count(people, "user")}${organisations > 1 ? ` from ${count(organisations, "organisation")}` : ""}`,
  },
};

export function wordsFor(kind: Kind): Words {
  return words[kind];
}

/** A number with its noun: '1 user', '2,000 users'. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? noun : nouns}`;
}

/** The warning before a bulk change starts. One person can get several emails, one for each organisation. */
export function emailsWarning({ emails, people }: Pick<DescribedBulkChange, "emails" | "people">): string {
  return `We will send ${count(emails, "email")} to ${count(people, "person", "people")}.`;
}

/** When a bulk change was started, and who started it; empty before the start. */
export function startOf({ startedAt, startedBy }: Pick<BulkChange, "startedAt" | "startedBy">): string {
  if (startedAt === null || startedBy === null) return "";
  const token = startedBy.kind === "api_token" ? " (API token)" : "";
  return `${formatDateTime(startedAt)} by ${startedBy.name}${token}`;
}

/** How far a bulk change is, of the rows that have something to do: '34 of 2,000'. */
export function progressOf({ worked, toDo }: Pick<BulkChange, "worked" | "toDo">): string {
  return `${worked.toLocaleString("en-GB")} of ${toDo.toLocaleString("en-GB")}`;
}

/**
 * What a bulk change has done: '34 users added. 6 were not added.' To remove one user from two organisations is two
 * rows, so these are counted as memberships.
 */
export function resultOf({
  kind,
  done,
  notDone,
  toDo,
  people,
}: Pick<DescribedBulkChange, "kind" | "done" | "notDone" | "toDo" | "people">): string {
  const verb = words[kind].done;
  const noun = kind === "remove" && people < toDo ? "membership" : "user";
  const first = done === 0 ? `No ${noun}s ${verb}` : `${count(done, noun)} ${verb}`;
  if (notDone === 0) return first;
  return `${first}. ${notDone.toLocaleString("en-GB")} ${notDone === 1 ? "was" : "were"} not ${verb}.`;
}

/** Whether no more rows will be done. */
export function hasEnded({ state }: Pick<BulkChange, "state">): boolean {
  return state === "finished" || state === "stopped";
}
