import { formatDate } from "../date-time";
import { reasonWords } from "../sign-in-problems/problem-words";
import type { Figures } from "../../../server/performance/schema";

/** Figures that belong together: a chart and a table of the page, and lines of the CSV file. */
export type Section = {
  heading: string;
  caption: string;
  /** What the rows are, and what each of their numbers counts. */
  columns: [row: string, ...numbers: string[]];
  rows: { label: string; numbers: number[] }[];
  /** Whether each row is a part of the first one. */
  isFunnel?: boolean;
  /** Shown in place of a chart and table without any number above 0. */
  empty: string;
};

/** The figures of the Performance page, in its order (specification, section 15, The page). */
export function sectionsOf(figures: Figures): Section[] {
  return [
    addedSection(figures),
    signInSection(figures),
    monthsSection(figures),
    ...emailSections(figures),
    refusedSection(figures),
    organisationsSection(figures),
  ];
}

function addedSection({ added }: Figures): Section {
  return {
    heading: "From adding to signing in",
    caption: "Users added, and how far they got",
    columns: ["Step", "Users"],
    rows: [
      { label: "Added", numbers: [added.users] },
      { label: "Invitation sent", numbers: [added.invitationSent] },
      { label: "Invitation delivered", numbers: [added.invitationDelivered] },
      { label: "Signed in", numbers: [added.signedIn] },
    ],
    isFunnel: true,
    empty: "No users were added in this period",
  };
}

function signInSection({ firstSignIn }: Figures): Section {
  return {
    heading: "Days to the first sign-in",
    caption: "Users by days from adding to the first sign-in",
    columns: ["Signed in", "Users"],
    rows: firstSignIn.within.map(({ days, users }) => ({
      label: `Within ${inDays(days)}`,
      numbers: [users],
    })),
    empty: "No users who were added in this period have signed in",
  };
}

function monthsSection({ months }: Figures): Section {
  return {
    heading: "Users added and removed",
    caption: "Users added and removed, by month",
    columns: ["Month", "Added", "Removed"],
    rows: months.map(({ from, to, added, removed }) => ({
      label: formatMonth(from, to),
      numbers: [added, removed],
    })),
    empty: "No users were added or removed in this period",
  };
}

function emailSections({ emails, failedEmails }: Figures): Section[] {
  return [
    {
      heading: "Emails",
      caption: "Emails by outcome",
      columns: ["Outcome", "Emails"],
      rows: [
        { label: "Sent", numbers: [emails.sent] },
        { label: "Delivered", numbers: [emails.delivered] },
        { label: "Failed", numbers: [emails.failed] },
        { label: "Cancelled", numbers: [emails.cancelled] },
      ],
      empty: "No emails were sent in this period",
    },
    {
      heading: "Failed emails",
      caption: "Failed emails by reason",
      columns: ["Reason", "Emails"],
      rows: failedEmails.map(({ reason, emails: count }) => ({
        label: capitalised(reason),
        numbers: [count],
      })),
      empty: "No emails failed in this period",
    },
  ];
}

function refusedSection({ refusedSignIns }: Figures): Section {
  return {
    heading: "Refused sign-ins",
    caption: "Refused sign-ins by reason",
    columns: ["Reason", "Sign-ins"],
    rows: refusedSignIns
      .filter(({ signIns }) => signIns > 0)
      .toSorted((one, other) => other.signIns - one.signIns)
      .map(({ reason, signIns }) => ({ label: reasonWords[reason].replace(/\.$/, ""), numbers: [signIns] })),
    empty: "No sign-ins were refused in this period",
  };
}

function organisationsSection({ organisations }: Figures): Section {
  return {
    heading: "Organisations",
    caption: "Organisations today",
    columns: ["Organisations", "Number"],
    rows: [
      { label: "With a user", numbers: [organisations.withUser] },
      { label: "With a user who has signed in", numbers: [organisations.withSignedInUser] },
    ],
    empty: "No organisation has a user",
  };
}

/** A number of days: '1 day', '2.5 days'. */
export function inDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

const months = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });

/** A month, or the days of it: 'January 2026', '1 to 14 January 2026', '14 January 2026'. */
export function formatMonth(from: string, to: string): string {
  const [first, last] = [Number(from.slice(8)), Number(to.slice(8))];
  const isWhole = first === 1 && last === new Date(Date.UTC(...yearAndMonth(to), 0)).getUTCDate();
  if (isWhole) return months.format(new Date(`${from}T00:00:00Z`));
  return first === last ? formatDate(to) : `${first} to ${formatDate(to)}`;
}

/** The year and the number of the month, from 1, which is that of the next month for `Date`. */
function yearAndMonth(day: string): [number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
