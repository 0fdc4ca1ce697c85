import type { DescribedOrganisation } from "../../../server/organisations/schema";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { Paragraph } from "../prose";

/**
 * Offers to add the users of a closed organisation to an open one that replaced it (specification, section 13, Adding the
 * users to a successor). Shows nothing if there is none.
 */
export function SuccessorChoice({
  organisation: { id, successors },
}: {
  organisation: DescribedOrganisation;
}) {
  const open = successors.filter(({ isClosed }) => !isClosed);
  const [choice, ...others] = open.filter(({ hasAllUsers }) => !hasAllUsers);
  return (
    <>
      {open.map(
        (one) =>
          one.hasAllUsers && <Paragraph key={one.id}>All users already belong to {one.name}.</Paragraph>,
      )}
      {choice && others.length > 0 && (
        <Button text="Add these users to another organisation" href={paths.addToSuccessor(id)} />
      )}
      {choice && others.length === 0 && (
        <form method="post" action={paths.addToSuccessor(id)} noValidate>
          <input type="hidden" name="successorId" value={choice.id} />
          <Button text={`Add these users to ${choice.name}`} preventDoubleClick />
        </form>
      )}
    </>
  );
}
