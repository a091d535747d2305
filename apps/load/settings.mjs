/**
 * What is sent, and how often.
 *
 * @typedef {object} Settings
 * @property {URL} url where requests go: the gateway.
 * @property {string} host the host that they ask for.
 * @property {number} requestsPerSecond
 * @property {boolean} upload whether each uploads the sample picture; otherwise it is a GET.
 */

/**
 * Reads the settings' JSON: `{ "url", "host", "requestsPerSecond", "upload" }`.
 *
 * @param {string} text
 * @returns {Settings}
 * @throws {Error} naming the setting that can't be used.
 */
export function readSettings(text) {
  const { url, host, requestsPerSecond, upload } = JSON.parse(text);
  if (!URL.canParse(url) || new URL(url).protocol !== "http:") throw unusable("url", url, "an http URL");
  if (typeof host !== "string" || host === "") throw unusable("host", host, "a host");
  if (!(requestsPerSecond > 0 && requestsPerSecond <= 1000)) {
    throw unusable("requestsPerSecond", requestsPerSecond, "a number above 0, at most 1000");
  }
  if (typeof upload !== "boolean") throw unusable("upload", upload, "true or false");
  return Object.freeze({ url: new URL(url), host, requestsPerSecond, upload });
}

/** @param {string} name @param {unknown} value @param {string} wanted */
function unusable(name, value, wanted) {
  return new Error(`Cannot use ${JSON.stringify(value)} for ${name}: it takes ${wanted}`);
}
