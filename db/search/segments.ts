// The lists that are searched are cut into segments. A search looks into one after the other until it has found enough:
// into all of them for a rare word, into the first for a frequent one. With more segments rare words take longer, and with
// fewer frequent ones. These are of about the same size where people and schools have English names; others are found as
// well, but not as fast. If you change them, add a migration that makes functions and indexes of other names.

/** What names of schools begin with, each the start of a segment. */
const schools =
  "Al,As,B,Be,Bl,Br,Bu,C,Ch,Cl,Co,D,De,E,F,G,Gr,H,Ha,He,Hi,Ho,I,J,K,L,Li,Lo,M,Ma,Mi,N,No,O,Ol,P,Pa,Pr,Q,R,Ri,S,Sc,Sh,So,St," +
  "St A,St B,St C,St G,St J,St M,St P,St T,Sta,Sto,T,Th,The,To,U,V,W,We,Wh,Wi,Wo,X,Z";

/** What first names begin with. Those of very many people, with an asterisk, are cut by last name too. */
const firstNames =
  "Ab,Al,Am,An,Andrew*,Ann,B,Be,C,Ch,Chr,Claire*,Co,D,Daniel*,David*,De,E,Em,Emma*,F,G,Gr,H,Helen*,I,J,James*,Jane,Je," +
  "Jo,John*,Ju,K,Ke,L,Laura*,Le,Lo,M,Mark*,Mart,Me,Mi,Mo,N,O,P,Paul*,Ph,R,Rachel*,Re,Ro,S,Sarah*,Si,So,St,T,U,W,Z";

const lastNames = ["", "H", "P"];

/** The name, or the first and last name, at which each segment begins, in the order of the list. */
export const organisationStarts = ["", ...schools.split(",")].map((name) => [name]);
export const personStarts = ["", ...firstNames.split(",")].flatMap((name) =>
  name.endsWith("*") ? lastNames.map((last) => [name.slice(0, -1), last]) : [[name, ""]],
);
