import { redirect } from "@remix-run/node";
import { uuidParam } from "../request.server";
import { isRefusal } from "../refusals.server";
import { type ApiArgs, withApi } from "../guards.server";

/** Sending one kind of user's invitation again: the plain object that the two functions work from. */
type Resend = {
  /** The user's details page, where it leads either way. */
  details: (args: ApiArgs) => string;
  resend: (args: ApiArgs) => Promise<unknown>;
};

/** Sends the invitation again, or says kindly why not (specification, section 4). */
export const resendAction = ({ details, resend }: Resend) =>
  withApi(async (args) => {
    const refusal = await resend(args).then(() => undefined, explainRefusal);
    await args.server.leaveBanner(
      refusal === undefined
        ? { type: "success", text: "We will send the invitation again" }
        : { type: "important", text: refusal },
    );
    return redirect(details(args));
  });

/** Sending takes a post; whoever had to sign in first comes this way. */
export const resendLoader = ({ details }: Resend) =>
  withApi((args) => Promise.resolve(redirect(details(args))));

function explainRefusal(error: unknown): string {
  if (!isRefusal(error, "alreadySignedIn", "sentJustNow")) throw error;
  return error.message;
}

function organisationUserOf({ params }: ApiArgs) {
  return { organisationId: uuidParam(params, "organisationId"), userId: uuidParam(params, "userId") };
}

export const organisationUserResend: Resend = {
  details(args) {
    const { organisationId, userId } = organisationUserOf(args);
    return `/support/organisations/${organisationId}/users/${userId}`;
  },
  resend: (args) => args.api.organisationUsers.resendInvitation(organisationUserOf(args)),
};

export const supportUserResend: Resend = {
  details: ({ params }) => `/support/users/${uuidParam(params, "userId")}`,
  resend: ({ api, params }) => api.supportUsers.resendInvitation({ userId: uuidParam(params, "userId") }),
};
