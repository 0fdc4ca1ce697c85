/** Organisations as a list in the value of a summary list. */
export function OrganisationNames({ organisations }: { organisations: { id: string; name: string }[] }) {
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {organisations.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
