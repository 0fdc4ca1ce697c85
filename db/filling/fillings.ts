import type { Filling } from "./fill-tables.ts";
import { fillOrganisations } from "./organisations.ts";
import { fillPeople, inOrder, searchedPeople, statesOfPeople } from "./people.ts";

const nameKey = `(fold_without_spaces(first_name || last_name) collate "C")`;
const mailbox = `(split_part(email, '@', 1) collate "C")`;
// Not by the last sign-in: then each sign-in would write to all indexes of the table.
const neverLinked = "where dfe_sign_in_id is null";
const folded = "where bulk_change_id is null";

/**
 * What migrating fills and indexes while the console is in use. The index of people's trigrams takes new entries at once,
 * because a search would look through those that wait once for each segment. Those of organisations take those of a
 * statement at a time, as imports write many. The indexes on `organisation_users` find people who are like somebody who
 * was refused (server/sign-in-problems/candidates), those on `activity` have the order of the log for each way to narrow
 * it, where the rows of bulk changes are folded, that on `bulk_change_rows` counts outcomes while a bulk
 * change is in progress.
 */
export const fillings: Filling[] = [
  {
    table: "organisations",
    fill: fillOrganisations,
    indexes: {
      organisations_trigrams: "using gin (organisations_trigrams(name, search_words))",
      organisations_words_in_order: "(name collate english, id) include (search_words)",
      organisations_open_in_order: "(name collate english, id) include (search_words) where not is_closed",
      organisations_closed: "(id) include (search_words) where is_closed",
      organisations_closed_trigrams: "using gin (segment_trigrams(0, search_words)) where is_closed",
    },
  },
  {
    table: "person_states",
    fill: (db) => fillPeople(db, statesOfPeople),
    indexes: {
      person_states_not_signed_in: `(${inOrder}) include (invited_at) where organisation_id is null and last_signed_in_at is null`,
      person_states_signed_in: `(${inOrder}) include (last_signed_in_at) where organisation_id is null and last_signed_in_at is not null`,
      person_states_failed: `(${inOrder}) where organisation_id is null and invitation_failed`,
      person_states_invited_at: "(invited_at) where organisation_id is null and last_signed_in_at is null",
      person_states_last_signed_in_at:
        "(last_signed_in_at) where organisation_id is null and last_signed_in_at is not null",
      person_states_members: `(organisation_id, ${inOrder})
        include (last_signed_in_at, invited_at, invitation_failed) where organisation_id is not null`,
    },
  },
  {
    // From the one before.
    table: "searched_people",
    fill: (db) => fillPeople(db, searchedPeople),
    indexes: {
      searched_people_trigrams:
        "using gin (searched_people_trigrams(first_name, last_name, search_words)) with (fastupdate = off)",
      searched_people_in_order: `(${inOrder}) include (search_words)`,
      searched_people_failed: `(${inOrder}) include (search_words) where invitation_failed`,
    },
  },
  {
    table: "organisation_users",
    indexes: {
      organisation_users_name_key: `(${nameKey}, ${mailbox}) ${neverLinked}`,
      organisation_users_mailbox: `(${mailbox}, ${nameKey}) ${neverLinked}`,
      organisation_users_likeness_key: `((likeness_key(first_name, last_name) collate "C"), ${nameKey}) ${neverLinked}`,
    },
  },
  {
    table: "activity",
    indexes: {
      activity_folded: `(at, id) ${folded}`,
      activity_of_kind: `(action, at, id) ${folded}`,
      activity_starts: `(at, id) include (subject_id) ${folded} and action = 'started'`,
      activity_by_actor: `(actor_id, at, id) ${folded}`,
      activity_by_actor_of_kind: `(actor_id, action, at, id) ${folded}`,
      activity_in_organisation: `(organisation_id, at, id) include (action, actor_id) ${folded}`,
      activity_of_rows_by_actor: "(actor_id, at, id) where bulk_change_id is not null",
      activity_about: "(subject_id, at, id)",
    },
    replaced: [
      "activity_action",
      "activity_actor",
      "activity_organisation",
      "activity_subject",
      "activity_of_bulk_changes",
    ],
  },
  {
    table: "bulk_change_rows",
    indexes: { bulk_change_rows_outcomes: "(bulk_change_id, outcome, position) where outcome is not null" },
  },
  {
    table: "emails",
    indexes: {
      emails_former_user_id: "(former_user_id) where former_user_id is not null",
      emails_queued: "(created_at) where status = 'queued'",
      emails_without_recipient: "(created_at, id) where recipient is null",
    },
  },
];
