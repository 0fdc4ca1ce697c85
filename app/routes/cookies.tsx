import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { Heading, Paragraph } from "../components/prose";
import { ResponsiveTable } from "../components/responsive-table";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";

/** Lists every cookie that the console sets. Over https, browsers accept their names from this website only. */
export const loader = withAnyone(({ server }) => ({
  prefix: server.publicUrl.startsWith("https:") ? "__Host-" : "",
}));

export const handle: TitleHandle<typeof loader> = { title: () => ["Cookies"] };

export default function Cookies() {
  const { prefix } = useLoaderData<typeof loader>();
  return (
    <Page heading="Cookies" width="two-thirds">
      <Paragraph>
        Cookies are small files saved on your phone, tablet or computer when you visit a website.
      </Paragraph>
      <Paragraph>We use cookies to make this website work and to keep it secure.</Paragraph>
      <Heading>Essential cookies</Heading>
      <Paragraph>
        Essential cookies keep your information secure while you use this website. We do not need to ask your
        permission to use them.
      </Paragraph>
      <ResponsiveTable
        caption="Essential cookies we use"
        hideCaption
        head={["Name", "Purpose", "Expires"]}
        rows={[
          [`${prefix}session`, "Keeps you signed in", "When you close your browser, or sign out"],
          [
            `${prefix}dfe-sign-in:…`,
            "Makes sure that it is you who comes back from DfE Sign-in",
            "After 1 hour, or when you have signed in",
          ],
          [
            `${prefix}return-to-…`,
            "Remembers which page you wanted to see before you signed in",
            "After 1 hour, or when you have signed in",
          ],
          [
            `${prefix}ask-again`,
            "Makes DfE Sign-in ask who you are, after you sign out or cannot sign in",
            "When you close your browser, or have signed in",
          ],
        ]}
      />
      <Paragraph>The dots stand for characters that are different each time you sign in.</Paragraph>
      <Heading>Analytics cookies</Heading>
      <Paragraph>
        We do not use analytics cookies, or any other cookies that measure how you use this website.
      </Paragraph>
      <Heading>Other websites</Heading>
      <Paragraph>You sign in on the DfE Sign-in website, which sets cookies of its own.</Paragraph>
    </Page>
  );
}
