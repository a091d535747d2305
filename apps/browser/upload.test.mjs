// Uploads pictures as people do, in a real browser, through all three tiers: FRONTEND_URL says where they are.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { browserPath, launch } from "./chromium.mjs";

const url = process.env.FRONTEND_URL;
const sample = (name) => fileURLToPath(new URL(`../frontend/public/samples/${name}.webp`, import.meta.url));
const skip = browserPath === undefined ? "there is no Chromium: install it, or name it in CHROMIUM" : false;

describe("in a browser", { skip }, () => {
  let browser;
  let context;
  let page;
  let complaints;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    await open({});
  });
  afterEach(() => context?.close());

  async function open(options) {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // A refused picture is answered with a status of 400 or more, which the browser remarks on.
      if (message.type() === "error" && !message.text().includes("Failed to load resource")) {
        complaints.push(message.text());
      }
    });
    await page.goto(url);
  }

  const hops = () =>
    page
      .getByRole("list", { name: "Path of the request" })
      .getByRole("listitem")
      .evaluateAll((items) => items.map((item) => `${item.dataset.service} ${item.dataset.version}`));

  async function send() {
    await page.getByRole("button", { name: "What is it?" }).click();
    await page.waitForURL("**/result");
  }

  it("a chosen picture is named, with advice, its path and itself", async () => {
    await page.getByLabel("Choose a picture").setInputFiles(sample("shoe"));
    await page.getByText("shoe.webp").waitFor();
    await send();
    await page.getByRole("heading", { level: 1, name: "shoe" }).waitFor();
    await page.getByText("Resell", { exact: true }).waitFor();
    assert.deepEqual(await hops(), ["frontend stable", "backend stable", "ml canary"]);
    const preview = page.getByRole("img", { name: "The shoe you sent" });
    await preview.waitFor();
    assert.ok((await preview.evaluate((image) => image.naturalWidth)) > 0);
    assert.deepEqual(complaints, []);
  });

  it("a sample is named, and another can be tried", async () => {
    await page.getByRole("button", { name: "Sample: bottle" }).click();
    await page.getByText("bottle.webp").waitFor();
    await send();
    await page.getByRole("heading", { level: 1, name: "bottle" }).waitFor();
    await page.getByRole("link", { name: "Try another" }).click();
    await page.getByRole("button", { name: "What is it?" }).waitFor();
    assert.deepEqual(complaints, []);
  });

  it("it is all done with the keyboard", async () => {
    await page.getByRole("button", { name: "Sample: mug" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("mug.webp").waitFor();
    const button = page.getByRole("button", { name: "What is it?" });
    for (let presses = 0; presses < 12; presses++) {
      if (await button.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/result");
    await page.getByRole("heading", { level: 1, name: "mug" }).waitFor();
  });

  for (const wanted of [true, false]) {
    it(`the canary is asked for ${wanted ? "if" : "only if"} the switch is on`, async () => {
      if (wanted) await page.getByRole("checkbox", { name: /Ask for the canary/ }).check({ force: true });
      await page.getByRole("button", { name: "Sample: mug" }).click();
      await page.getByText("mug.webp").waitFor();
      const request = page.waitForRequest("**/api/analyze");
      await send();
      assert.equal((await request).headers()["x-canary"], wanted ? "true" : undefined);
    });
  }

  it("what is no picture is refused before it is sent", async () => {
    const file = { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<p>Hello") };
    await page.getByLabel("Choose a picture").setInputFiles(file);
    await page.getByRole("alert").filter({ hasText: "Choose a JPEG, PNG or WebP picture" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/");
  });

  it("what only looks like a picture is refused with words, and with its path", async () => {
    const file = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\nno more", "latin1") };
    await page.getByLabel("Choose a picture").setInputFiles(file);
    await send();
    await page.getByRole("heading", { level: 1, name: "Another picture, please" }).waitFor();
    assert.deepEqual((await hops()).slice(0, 3), ["frontend stable", "backend stable", "ml canary"]);
  });

  it("without scripts the form does the same", async () => {
    await open({ javaScriptEnabled: false });
    await page.getByLabel("Choose a picture").setInputFiles(sample("chair"));
    await send();
    await page.getByRole("heading", { level: 1, name: "chair" }).waitFor();
    assert.deepEqual(await hops(), ["frontend stable", "backend stable", "ml canary"]);
  });

  it("the result page without a result leads to the upload page", async () => {
    await page.goto(`${url}/result`);
    assert.equal(new URL(page.url()).pathname, "/");
  });

  for (const width of [320, 900]) {
    it(`nothing is cut off at a width of ${width}`, async () => {
      await open({ viewport: { width, height: 800 } });
      for (const step of ["upload", "result"]) {
        const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        assert.ok(whole <= inner, `${step}: ${whole} of ${inner}`);
        if (step === "upload") {
          await page.getByRole("button", { name: "Sample: shirt" }).click();
          await page.getByText("shirt.webp").waitFor();
          await send();
        }
      }
    });
  }

  for (const colorScheme of ["light", "dark"]) {
    it(`text can be read on its ground, ${colorScheme}`, async () => {
      await open({ colorScheme });
      const poor = await page.evaluate(poorContrasts);
      assert.deepEqual(poor, []);
      await page.getByRole("button", { name: "Sample: phone" }).click();
      await page.getByText("phone.webp").waitFor();
      await send();
      assert.deepEqual(await page.evaluate(poorContrasts), []);
    });
  }
});

/** Runs in the page: the texts whose contrast is below 4.5, WCAG's level AA. */
function poorContrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const onto = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((each) => {
      const share = each / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const { width, height } = element.getBoundingClientRect();
    if (node.data.trim() === "" || ["SCRIPT", "STYLE"].includes(element.tagName) || width * height === 0) continue;
    if (element.classList.contains("skip")) continue;
    const grounds = [];
    for (let each = element; each; each = each.parentElement) grounds.unshift(getComputedStyle(each).backgroundColor);
    const ground = onto(grounds);
    const text = onto([...grounds, getComputedStyle(element).color]);
    const [one, other] = [light(ground), light(text)].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) poor.push(`${node.data.trim()}: ${contrast.toFixed(2)}`);
  }
  return poor;
}
