import { type Details, fullName } from "../../../server/people/details";
import { TextLink } from "../prose";

type PersonLinkProps = {
  person: Details;
  href: string;
  /** Whether the page has another person of this name, as `findNamesakes` says. */
  hasNamesake: boolean;
};

/**
 * A person's name as a link. If the page has two people of one name, screen readers also read the address, because the
 * links would sound the same (specification, section 2, People of one name).
 */
export function PersonLink({ person, href, hasNamesake }: PersonLinkProps) {
  return (
    <TextLink href={href}>
      {fullName(person)}
      {hasNamesake && <span className="govuk-visually-hidden"> ({person.email})</span>}
    </TextLink>
  );
}

/** Returns the people who share their name with another of them. Case and accents do not count. */
export function findNamesakes<Person extends Details>(people: Person[]): Set<Person> {
  const byName = Map.groupBy(people, (person) => spokenName(fullName(person)));
  return new Set([...byName.values()].filter(({ length }) => length > 1).flat());
}

function spokenName(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
