import { classNames } from "./class-names";

type ButtonProps = { text: string; href?: string; preventDoubleClick?: boolean; classes?: string };

/** GOV.UK button. With `href`, it is a link that looks like a button. */
export function Button({ text, href, preventDoubleClick, classes }: ButtonProps) {
  const common = { className: classNames("govuk-button", classes), "data-module": "govuk-button" };
  if (href) {
    return (
      <a href={href} role="button" draggable="false" {...common}>
        {text}
      </a>
    );
  }
  return (
    <button type="submit" data-prevent-double-click={preventDoubleClick} {...common}>
      {text}
    </button>
  );
}
