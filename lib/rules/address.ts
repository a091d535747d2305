/** IP addresses and networks. */

function isIPv4(text: string): boolean {
  return /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text) && text.split(".").every((part) => Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  return text.includes(":") && URL.canParse(`http://[${text}]`);
}

/** Whether it is an IPv4 or IPv6 address rather than a name. */
export function isAddress(host: string): boolean {
  return isIPv4(host) || isIPv6(host);
}

/** The bits of an address, most significant first. */
function bitsOf(address: string): string {
  if (isIPv4(address)) {
    return address.split(".").map((part) => Number(part).toString(2).padStart(8, "0")).join("");
  }
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (part: string | undefined) => (part ? part.split(":") : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0"))
    .join("");
}

/** What is wrong with a network such as `10.0.0.0/8`, as part of a sentence; undefined where nothing is. */
export function networkMistake(network: string): string | undefined {
  const [address = "", prefix = ""] = network.split("/");
  const most = address.includes(":") ? 128 : 32;
  if (!isAddress(address)) return "which is not an address";
  if (Number(prefix) > most) return `whose length must be at most ${most}`;
  if (bitsOf(address).slice(Number(prefix)).includes("1")) {
    return `which has bits set beyond the first ${prefix}`;
  }
  return undefined;
}
