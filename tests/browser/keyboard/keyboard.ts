import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

type Role = "link" | "button" | "textbox" | "searchbox" | "checkbox" | "combobox";

/** More than any of our pages has. */
const mostStops = 150;

/** A person who uses only the keyboard. */
export class Keyboard {
  readonly page: Page;
  readonly javaScript: boolean;

  constructor(page: Page, javaScript: boolean) {
    this.page = page;
    this.javaScript = javaScript;
  }

  /** Tabs to a link, or Shift-Tabs back to it, and follows it. */
  async follow(link: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await this.#reach("link", link, key);
    await this.page.keyboard.press("Enter");
  }

  /** Tabs to a button and presses it. A link styled as a button only takes Enter without JavaScript. */
  async press(button: string, key: "Space" | "Enter" = "Space"): Promise<void> {
    await this.#reach("button", button);
    await this.page.keyboard.press(key);
  }

  /** Tabs to a field, which selects its text, and types over it. */
  async type(label: string, text: string, role: Role = "textbox"): Promise<void> {
    await this.#reach(role, label);
    await this.page.keyboard.type(text);
  }

  /** Tabs to a select and chooses an option by typing how it begins. */
  async choose(label: string, start: string): Promise<void> {
    const select = await this.#reach("combobox", label);
    await this.page.keyboard.type(start);
    expect(await select.locator("option:checked").innerText()).toContain(start);
  }

  /** Checks that scripts have moved the focus. Without JavaScript it stays at the top of the page. */
  async expectFocusOn(selector: string): Promise<void> {
    if (this.javaScript) await this.page.locator(`${selector}:focus`).waitFor();
  }

  async #reach(role: Role, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Locator> {
    const target = this.page.getByRole(role, { name, exact: true });
    await target.waitFor();
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return target;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} does not reach the ${role} '${name}' on ${this.page.url()}`);
  }
}
