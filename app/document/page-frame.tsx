import type { ReactElement, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Footer } from "../components/govuk/footer";
import { Header } from "../components/govuk/header";
import { ServiceNavigation } from "../components/govuk/service-navigation";
import { SkipLink } from "../components/govuk/skip-link";

type LayoutProps = {
  serviceName: string;
  /** The path of the page that is shown, which the navigation marks. */
  path: string;
  /** Who is signed in, if anyone. */
  userKind: "support_user" | "organisation_user" | undefined;
  children: ReactNode;
};

const supportSections = [
  { text: "Organisations", href: "/support/organisations" },
  { text: "Organisation users", href: "/support/organisation-users" },
  { text: "Support users", href: "/support/users" },
  { text: "Activity", href: "/support/activity" },
];

/** Header, navigation and footer around a page: of few kinds, each rendered once. */
export function Layout({ serviceName, path, userKind, children }: LayoutProps) {
  const top = { serviceName, userKind, navigation: navigationOn(path, userKind) };
  const header = renderOnce(JSON.stringify(top), () => <TopOfPage {...top} />);
  const footer = renderOnce("footer", () => <Footer meta={{ items: footerPages }} />);
  return (
    <>
      <SkipLink text="Skip to main content" href="#main-content" />
      <header className="govuk-template__header" dangerouslySetInnerHTML={{ __html: header }} />
      <div className="govuk-width-container">{children}</div>
      <footer className="govuk-template__footer" dangerouslySetInnerHTML={{ __html: footer }} />
    </>
  );
}

const rendered = new Map<string, string>();

function renderOnce(key: string, render: () => ReactElement): string {
  const markup = rendered.get(key) ?? renderToStaticMarkup(render());
  rendered.set(key, markup);
  return markup;
}

function navigationOn(path: string, userKind: LayoutProps["userKind"]) {
  const sections = userKind === "support_user" ? supportSections : [];
  return sections.map((section) => {
    const current = path === section.href;
    return { ...section, current, active: !current && path.startsWith(`${section.href}/`) };
  });
}

type TopOfPageProps = Pick<LayoutProps, "serviceName" | "userKind"> & {
  navigation: ReturnType<typeof navigationOn>;
};

function TopOfPage({ serviceName, userKind, navigation }: TopOfPageProps) {
  return (
    <>
      <Header homepageUrl="https://www.gov.uk" />
      <ServiceNavigation
        serviceName={serviceName}
        serviceUrl="/"
        navigation={navigation}
        slots={userKind && { end: { align: "inline", html: <SignOut /> } }}
      />
    </>
  );
}

const footerPages = [
  { text: "Accessibility statement", href: "/accessibility" },
  { text: "Cookies", href: "/cookies" },
  { text: "Privacy", href: "/privacy" },
];

function SignOut() {
  return (
    <form className="app-sign-out" method="post" action="/sign-out" noValidate>
      <button type="submit" className="app-sign-out__button">
        Sign out
      </button>
    </form>
  );
}
