import { classNames } from "./class-names";

type ButtonProps = {
  text: string;
  href?: string;
  /** What the form posts if it is submitted by this button. */
  name?: string;
  value?: string;
  preventDoubleClick?: boolean;
  classes?: string;
};

/** GOV.UK button. With `href`, it is a link that looks like a button. */
export function Button({ text, href, name, value, preventDoubleClick, classes }: ButtonProps) {
  const common = { className: classNames("govuk-button", classes), "data-module": "govuk-button" };
  if (href) {
    return (
      <a href={href} role="button" draggable="false" {...common}>
        {text}
      </a>
    );
  }
  return (
    <button
      type="submit"
      name={name}
      value={value}
      data-prevent-double-click={preventDoubleClick}
      {...common}
    >
      {text}
    </button>
  );
}
