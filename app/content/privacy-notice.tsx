import { detailFields } from "../../server/people/details";
import { Bullets, EmailLink, FillIn, Heading, Paragraph, TextLink } from "../components/prose";

type Service = { name: string; contactEmail: string };

/** The retention periods of personal data, in days. */
type Retention = { emailDays: number; personalDataDays: number; refusedSignInDays: number };

const charter =
  "https://www.gov.uk/government/organisations/department-for-education/about/personal-information-charter";

/** The stored details of a person, such as 'first name, last name and email address'. */
const details = new Intl.ListFormat("en-GB").format(detailFields.map(({ label }) => label.toLowerCase()));

/** The first half of the privacy notice: what we store, why, on which legal basis, and who sees it. */
export function WhatAndWhy({ service }: { service: Service }) {
  return (
    <>
      <Paragraph>
        This notice says how the Department for Education (DfE) uses personal data in {service.name} and in
        Support for {service.name}. For the purposes of data protection law, DfE is the data controller.
      </Paragraph>
      <Paragraph>
        You can read more in the <TextLink href={charter}>DfE personal information charter</TextLink>.
      </Paragraph>
      <Heading>What data we collect</Heading>
      <Paragraph>If you use {service.name} or work in its Support team, we store:</Paragraph>
      <Bullets
        items={[
          `your ${details}`,
          "the organisations you belong to",
          "the identifier of your DfE Sign-in account",
          "when you last signed in, and while you are signed in, your session, with the name and email address that DfE Sign-in gave us",
          "which emails we sent you, when, to which address, and whether they arrived",
          "a record of who added, changed or removed you, and of what you changed in Support",
          "in which kind of browser each of your sessions began",
          "your IP address when you sign in or out, change or download something, or are refused, in our security log",
        ]}
      />
      <Paragraph>
        If you sign in to DfE Sign-in but do not have access to {service.name}, we store your name, your email
        address and the identifier of your DfE Sign-in account, as DfE Sign-in gave them to us, why you do not
        have access, and when and how often you tried.
      </Paragraph>
      <Paragraph>
        We get your name and email address from the member of the Support team who adds you, and from DfE
        Sign-in when you sign in.
      </Paragraph>
      <Heading>Why we need it</Heading>
      <Paragraph>We use this data to:</Paragraph>
      <Bullets
        items={[
          "let you sign in and show you the right organisations",
          "email you when you are added or removed, or when your email address changes",
          "help you if something goes wrong",
          "keep the service secure, and be able to say who changed what",
        ]}
      />
      <Paragraph>We do not use it for marketing, and we make no automated decisions with it.</Paragraph>
      <Heading>Our legal basis</Heading>
      <Paragraph>
        The legal basis for processing this data is that it is necessary to perform a task in the public
        interest or in the exercise of our functions as a government department: ‘public task’, article
        6(1)(e) of the UK General Data Protection Regulation (UK GDPR).
      </Paragraph>
      <Heading>Who sees it</Heading>
      <Paragraph>The Support team at DfE sees your data. We also share it with:</Paragraph>
      <Bullets
        items={[
          "DfE Sign-in, which checks who you are when you sign in",
          "GOV.UK Notify, run by the Government Digital Service, which sends our emails",
          <>
            our hosting provider, <FillIn>name of the hosting provider</FillIn>, which stores it for us
          </>,
        ]}
      />
      <Paragraph>
        They process it on our behalf. We do not sell your data, and we do not share it with anyone else
        unless the law requires it. It is stored in <FillIn>country of the servers</FillIn>.
      </Paragraph>
    </>
  );
}

/** The second half of the privacy notice: how long we keep personal data, and people's rights. */
export function HowLongAndYourRights({ service, retention }: { service: Service; retention: Retention }) {
  return (
    <>
      <Heading>How long we keep it</Heading>
      <Paragraph>We keep:</Paragraph>
      <Bullets
        items={[
          "your details for as long as you belong to an organisation or to the Support team",
          `your details, and your name in the record of changes, for ${retention.personalDataDays} days after you were removed from your last organisation`,
          "if you worked in the Support team, your name in the record of changes for as long as the service runs, because the record has to say who made each change",
          `what we store if you do not have access, for ${retention.refusedSignInDays} days after you last tried`,
          `the address that an email was sent to, for ${retention.emailDays} days`,
          "your session until you sign out, and for 12 hours at most",
          "our security log for as long as we need it to investigate misuse",
        ]}
      />
      <Heading>Your rights</Heading>
      <Paragraph>You have the right to:</Paragraph>
      <Bullets
        items={[
          "ask for a copy of your data",
          "ask us to correct data that is wrong or incomplete",
          "ask us to delete your data, or to limit how we use it",
          "object to how we use it",
        ]}
      />
      <Paragraph>
        To do any of these, email <EmailLink address={service.contactEmail} />.
      </Paragraph>
      <Heading>Contact us or make a complaint</Heading>
      <Paragraph>
        Contact the DfE data protection officer if you have a question or a complaint about how we use your
        data: <FillIn>email address of the data protection officer</FillIn>.
      </Paragraph>
      <Paragraph>
        You can also{" "}
        <TextLink href="https://ico.org.uk/make-a-complaint/">
          complain to the Information Commissioner’s Office (ICO)
        </TextLink>
        , the independent regulator for data protection, or call them on 0303 123 1113.
      </Paragraph>
      <Heading>Changes to this notice</Heading>
      <Paragraph>
        This notice was last updated on <FillIn>date of the last update</FillIn>.
      </Paragraph>
    </>
  );
}
