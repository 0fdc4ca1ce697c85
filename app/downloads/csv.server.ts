export { byteOrderMark, csvLine } from "../../server/csv/writing/csv-line";
