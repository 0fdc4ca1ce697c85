import { Bullets, EmailLink, FillIn, Heading, Paragraph, Subheading, TextLink } from "../components/prose";

type Service = { name: string; contactEmail: string };

/** The first half of the statement: what everyone can do on the website, and how to report problems. */
export function UsingThisWebsite({ service }: { service: Service }) {
  return (
    <>
      <Paragraph>
        This accessibility statement applies to {service.name} and to Support for {service.name}, the pages
        that the Support team uses.
      </Paragraph>
      <Paragraph>
        This website is run by the Department for Education. We want as many people as possible to be able to
        use it. For example, that means you should be able to:
      </Paragraph>
      <Bullets
        items={[
          "change colours, contrast levels and fonts using browser or device settings",
          "zoom in up to 400% without the text spilling off the screen",
          "use all of the website with a keyboard only, or with speech recognition software",
          "listen to all of the website using a screen reader",
          "use all of the website with JavaScript turned off",
        ]}
      />
      <Paragraph>We have also made the website text as simple as possible to understand.</Paragraph>
      <Paragraph>
        <TextLink href="https://mcmw.abilitynet.org.uk/">AbilityNet</TextLink> has advice on making your
        device easier to use if you have a disability.
      </Paragraph>
      <Heading>How accessible this website is</Heading>
      <Paragraph>
        We do not know of any part of this website that is not accessible. It has not yet been tested by
        people who use assistive technologies, so there may be problems that we have not found.
      </Paragraph>
      <Paragraph>
        You sign in on the DfE Sign-in website, which has its own accessibility statement.
      </Paragraph>
      <Heading>Feedback and contact information</Heading>
      <Paragraph>
        If you need information on this website in a different format like accessible PDF, large print, easy
        read, audio recording or braille, email <EmailLink address={service.contactEmail} />.
      </Paragraph>
      <Paragraph>
        We will consider your request and get back to you in <FillIn>number of working days</FillIn>.
      </Paragraph>
      <Heading>Reporting accessibility problems with this website</Heading>
      <Paragraph>
        We are always looking to improve the accessibility of this website. If you find any problems that are
        not listed on this page, or think we are not meeting accessibility requirements, email{" "}
        <EmailLink address={service.contactEmail} />.
      </Paragraph>
      <Heading>Enforcement procedure</Heading>
      <Paragraph>
        The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies
        (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility
        regulations’). If you are not happy with how we respond to your complaint,{" "}
        <TextLink href="https://www.equalityadvisoryservice.com/">
          contact the Equality Advisory and Support Service (EASS)
        </TextLink>
        .
      </Paragraph>
    </>
  );
}

/** The second half of the statement: how far the website complies with the regulations, and how it was tested. */
export function Compliance() {
  return (
    <>
      <Heading>Technical information about this website’s accessibility</Heading>
      <Paragraph>
        The Department for Education is committed to making its website accessible, in accordance with the
        Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
      </Paragraph>
      <Subheading>Compliance status</Subheading>
      <Paragraph>
        This website is partially compliant with the{" "}
        <TextLink href="https://www.w3.org/TR/WCAG22/">
          Web Content Accessibility Guidelines version 2.2
        </TextLink>{" "}
        AA standard. Our own tests found nothing that fails it, but they cannot show that a website is fully
        compliant, and nobody else has audited this one yet.
      </Paragraph>
      <Heading>Non-accessible content</Heading>
      <Subheading>Non-compliance with the accessibility regulations</Subheading>
      <Paragraph>We do not know of any content that fails the accessibility regulations.</Paragraph>
      <Subheading>Disproportionate burden</Subheading>
      <Paragraph>
        We do not claim that anything would be a disproportionate burden to make accessible.
      </Paragraph>
      <Subheading>Content that is not within the scope of the accessibility regulations</Subheading>
      <Paragraph>We do not know of any content that is outside the scope of the regulations.</Paragraph>
      <Heading>What we are doing to improve accessibility</Heading>
      <Paragraph>
        We test every page automatically each time we change this website. An audit, and testing with people
        who use assistive technologies, are planned for <FillIn>date of the audit</FillIn>. We will put right
        what they find, and list here what we cannot put right at once.
      </Paragraph>
      <Heading>Preparation of this accessibility statement</Heading>
      <Paragraph>
        This statement was prepared on <FillIn>date it was prepared</FillIn>. It was last reviewed on{" "}
        <FillIn>date it was last reviewed</FillIn>.
      </Paragraph>
      <Paragraph>
        This website was last tested on <FillIn>date of the last test</FillIn> against the WCAG 2.2 AA
        standard. The test was carried out by the Department for Education, on every page:
      </Paragraph>
      <Bullets
        items={[
          "with the axe accessibility testing tool, and with a check that its HTML is valid",
          "with a keyboard only",
          "with JavaScript turned off",
          "on a screen 320 pixels wide, which is what a zoom of 400% leaves of a laptop’s",
          "with text at 400%, and with more space between letters, words and lines",
          "with the colours of a high contrast mode",
          "on paper",
        ]}
      />
    </>
  );
}
