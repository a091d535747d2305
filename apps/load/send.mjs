import { Agent, request } from "node:http";
import { readFileSync } from "node:fs";

/** Milliseconds until an answer is given up. */
const TIMEOUT = 30_000;

const BOUNDARY = "3rvision-load";

/** The sample picture as a form of a page sends it, in the part `image`. */
function form() {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="image"; filename="sample.webp"\r\n` +
    "content-type: image/webp\r\n\r\n";
  const picture = readFileSync(new URL("sample.webp", import.meta.url));
  return Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

/**
 * What sends one request of some settings.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @returns {{ send: () => Promise<string>, close: () => void }} `send` resolves with the status, or with why there is
 * none, as `ECONNREFUSED`; it never rejects. `close` gives up what is under way.
 */
export function sender({ url, host, upload }) {
  const body = upload ? form() : undefined;
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const options = {
    agent,
    method: upload ? "POST" : "GET",
    headers: {
      host,
      accept: "application/json",
      "user-agent": "3rvision-load",
      ...(body && {
        "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
        "content-length": body.length,
      }),
    },
    timeout: TIMEOUT,
  };
  const send = () =>
    new Promise((resolve) => {
      const asked = request(url, options, (answer) => {
        answer.on("error", (error) => resolve(reason(error)));
        answer.on("end", () => resolve(String(answer.statusCode)));
        answer.resume();
      });
      asked.on("timeout", () => asked.destroy(Object.assign(new Error("no answer"), { code: "TIMEOUT" })));
      asked.on("error", (error) => resolve(reason(error)));
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** @param {Error & { code?: string }} error */
function reason({ code, message }) {
  return code ?? message;
}
