/**
 * Neutralises text that people typed, and the name of an organisation, for an email: Notify and mail programs make
 * neither a link nor formatting of it (specification, section 4, Typed text). Spaces are added and `<`, `>` replaced;
 * nothing else is lost, so that no name is emptied. Takes linear time.
 *
 * Notify's own option `sanitise_content_for` is not enough: it looks for links before Notify decodes entities such as
 * `&lpar;`, misses addresses such as `http://2130706433`, and empties names such as 'É.Dupont', which look like a host.
 *
 * The steps depend on their order: the entity that the second one writes must stay as it is.
 */
export function neutralise(text: string): string {
  return text
    .replace(/[<>]/g, " ")
    .replace(/&(?=#?\w+;?)/g, "&amp;") // Notify shows the entity `&amp;` as `&`, and decodes nothing after it
    .replace(/:(?=[\s\p{Cf}]*\/)|(?<=\p{L}):(?=\S)/gu, ": ") // schemes, also those without slashes such as mailto
    .replace(/[.。．｡](?=[\p{M}\p{Cf}]*\p{L})/gu, "$& "); // all dots that separate the parts of a host
}
