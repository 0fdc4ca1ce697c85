import { classNames, contentOf, type Attributes, type Content } from "./options";

type ButtonProps = Content & {
  id?: string;
  type?: "submit" | "button" | "reset";
  name?: string;
  value?: string;
  href?: string;
  disabled?: boolean;
  preventDoubleClick?: boolean;
  isStartButton?: boolean;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK button; with `href` a link that looks like one. */
export function Button(props: ButtonProps) {
  const { id, type = "submit", name, value, href, disabled, preventDoubleClick, isStartButton } = props;
  const common = {
    className: classNames("govuk-button", props.classes, isStartButton && "govuk-button--start"),
    "data-module": "govuk-button",
    ...props.attributes,
    id: id ?? props.attributes?.id,
  };
  const content = (
    <>
      {isStartButton && props.html ? <span>{props.html}</span> : contentOf(props)}
      {isStartButton && <StartIcon />}
    </>
  );
  if (href) {
    return (
      <a href={href} role="button" draggable="false" {...common}>
        {content}
      </a>
    );
  }
  return (
    <button
      type={type}
      value={value}
      name={name}
      disabled={disabled}
      aria-disabled={disabled}
      data-prevent-double-click={preventDoubleClick}
      {...common}
    >
      {content}
    </button>
  );
}

function StartIcon() {
  return (
    <>
      {" "}
      <svg
        className="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  );
}
