// Takes the pictures of the documentation: node pictures.mjs <url of the frontend> <folder>.
import { launch } from "./chromium.mjs";

const [url, folder] = process.argv.slice(2);
const browser = await launch();
const page = await browser.newPage({
  viewport: { width: 900, height: 860 },
  deviceScaleFactor: 1.5,
  colorScheme: process.env.COLOR_SCHEME ?? "light",
});
await page.goto(url);
await page.getByRole("button", { name: "Sample: mug" }).click();
await page.getByText("mug.webp").waitFor();
await page.mouse.move(0, 0);
await page.screenshot({ path: `${folder}/app-upload.png`, fullPage: true });
await page.getByRole("button", { name: "What is it?" }).click();
await page.getByRole("heading", { name: "mug" }).waitFor();
await page.locator("img.preview").waitFor();
await page.screenshot({ path: `${folder}/app-result.png`, fullPage: true });
await browser.close();
