import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { type Details, fullName } from "../../../server/people/details";
import { Button } from "../govuk/button";
import { Checkboxes } from "../govuk/checkboxes";
import { classNames } from "../govuk/class-names";
import { ErrorMessage } from "../govuk/error-message";
import { ErrorSummary } from "../govuk/error-summary";
import { Paragraph } from "../prose";

/** The id of the first checkbox, to which the error summary leads. */
const first = "user";

/** What an action found wrong with a selection, and whether all users of the list, on all its pages, can be selected. */
export type Selecting = {
  error: string | undefined;
  canSelectAll: boolean;
  /** Whether users can be invited again, which is so unless their organisation has closed. */
  canInvite?: boolean;
};

type SelectionProps = Selecting & {
  list: { total: number; pageCount: number };
  /** The table, whose rows begin with a `SelectUser`. */
  children: ReactNode;
};

/**
 * A form around a table of users: those that are ticked, or all in the list, can be invited again or removed
 * (specification, section 11, Selecting users). It posts to the URL of the list, with its search, filter and page.
 */
export function Selection({ list, error, canSelectAll, canInvite = true, children }: SelectionProps) {
  const { pathname, search } = useLocation();
  const [hintId, errorId] = [`${first}-hint`, `${first}-error`];
  return (
    <form method="post" action={pathname + search} noValidate>
      <div className={classNames("govuk-form-group", error && "govuk-form-group--error")}>
        <fieldset className="govuk-fieldset" aria-describedby={classNames(hintId, error && errorId)}>
          <legend className="govuk-visually-hidden">Users</legend>
          <div id={hintId} className="govuk-hint">
            Select users on this page, or select all.
          </div>
          {error && <ErrorMessage id={errorId} text={error} />}
          {list.pageCount > 1 && <SelectAll total={list.total} isOffered={canSelectAll} />}
          {children}
        </fieldset>
      </div>
      <div className="govuk-button-group">
        {canInvite && (
          <Button
            text="Send invitation again"
            name="change"
            value="invite_again"
            classes="govuk-button--secondary"
            preventDoubleClick
          />
        )}
        <Button
          text="Remove"
          name="change"
          value="remove"
          classes="govuk-button--warning"
          preventDoubleClick
        />
      </div>
    </form>
  );
}

/** The checkbox for the users of all pages. */
function SelectAll({ total, isOffered }: { total: number; isOffered: boolean }) {
  if (!isOffered) return <Paragraph>Narrow the list to select all users.</Paragraph>;
  const text = `Select all ${total.toLocaleString("en-GB")} users`;
  return <Checkboxes name="all" items={[{ value: "yes", text }]} classes="govuk-checkboxes--small" />;
}

/** The checkbox of one user. `index` is the user's place on the page, from 0. */
export function SelectUser({ user, index }: { user: Details & { id: string }; index: number }) {
  const label = (
    <span className="govuk-visually-hidden">
      Select {fullName(user)}, {user.email}
    </span>
  );
  return (
    <Checkboxes
      name="user"
      idPrefix={index === 0 ? first : `${first}-${index + 1}`}
      classes="govuk-checkboxes--small"
      items={[{ value: user.id, text: label }]}
      formGroup={{ classes: "govuk-!-margin-bottom-0" }}
    />
  );
}

/** The head of the column of checkboxes. */
export function SelectHead() {
  return <span className="govuk-visually-hidden">Select</span>;
}

/** The error summary of a list without a selection. Renders nothing if there is no error. */
export function SelectionError({ error }: { error: string | undefined }) {
  if (error === undefined) return null;
  return <ErrorSummary titleText="There is a problem" errorList={[{ text: error, href: `#${first}` }]} />;
}
