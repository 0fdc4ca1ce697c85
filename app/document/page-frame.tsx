import type { ReactElement, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Footer } from "../components/govuk/footer";
import { Header } from "../components/govuk/header";
import { ServiceNavigation } from "../components/govuk/service-navigation";
import { SkipLink } from "../components/govuk/skip-link";
import { footerPages, paths, sessionsLink, supportSections } from "../paths";
import type { PageDocument } from "./document";

type PageFrameProps = {
  serviceName: string;
  /** The path of the page. The navigation marks the section to which it belongs. */
  path: string;
  userKind: PageDocument["userKind"];
  children: ReactNode;
};

/** Header, navigation and footer around a page. Only few variants exist: each is rendered once, then kept in memory. */
export function PageFrame({ serviceName, path, userKind, children }: PageFrameProps) {
  const top = { serviceName, userKind, navigation: navigationOn(path, userKind) };
  const current = top.navigation.map(({ current, active }) => `${current} ${active}`);
  const header = renderOnce([serviceName, userKind, ...current].join("\n"), () => <TopOfPage {...top} />);
  const items = userKind === "support_user" ? [...footerPages, sessionsLink] : footerPages;
  const footer = renderOnce(`footer of ${items.length}`, () => (
    <Footer meta={{ visuallyHiddenTitle: "Support links", items }} />
  ));
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

function navigationOn(path: string, userKind: PageFrameProps["userKind"]) {
  const sections = userKind === "support_user" ? supportSections : [];
  return sections.map((section) => {
    const current = path === section.href;
    return { ...section, current, active: !current && path.startsWith(`${section.href}/`) };
  });
}

type TopOfPageProps = Pick<PageFrameProps, "serviceName" | "userKind"> & {
  navigation: ReturnType<typeof navigationOn>;
};

function TopOfPage({ serviceName, userKind, navigation }: TopOfPageProps) {
  return (
    <>
      <Header homepageUrl="https://www.gov.uk" />
      <ServiceNavigation
        serviceName={serviceName}
        serviceUrl={paths.home}
        navigation={navigation}
        slots={userKind && { end: { align: "inline", html: <SignOut /> } }}
      />
    </>
  );
}

function SignOut() {
  return (
    <form className="app-sign-out" method="post" action={paths.signOut} noValidate>
      <button type="submit" className="app-sign-out__button">
        Sign out
      </button>
    </form>
  );
}
